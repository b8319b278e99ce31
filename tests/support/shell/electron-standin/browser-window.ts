import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import type { BrowserContext, Page } from 'playwright-core'
import { PAGE_ORIGIN, toAppAddress } from './addresses.ts'
import { app } from './app.ts'
import { openChromium } from './chromium.ts'
import { preventableEvent } from './event.ts'
import { openWindows } from './open-windows.ts'
import { session } from './session.ts'
import { WebContents } from './web-contents.ts'

interface WindowOptions {
  x?: number
  y?: number
  width?: number
  height?: number
  show?: boolean
  kiosk?: boolean
  webPreferences?: { preload?: string }
}

/** A window that is a page of the browser. It opens when it is first told to load something. */
export class BrowserWindow extends EventEmitter {
  readonly webContents = new WebContents()
  readonly #options: WindowOptions
  #isVisible: boolean
  #isDestroyed = false
  #isKiosk: boolean
  #wasReady = false

  constructor(options: WindowOptions = {}) {
    super()
    this.#options = options
    this.#isKiosk = options.kiosk === true
    this.#isVisible = options.show !== false
    this.webContents.on('did-finish-load', () => {
      if (!this.#wasReady) this.emit('ready-to-show')
      this.#wasReady = true
    })
    openWindows.add(this)
  }

  async loadURL(address: string): Promise<void> {
    if (!this.webContents.hasPage) await this.#open()
    if (!this.#isDestroyed) await this.webContents.load(address)
  }

  show(): void {
    this.#isVisible = true
    this.emit('show')
  }

  showInactive(): void {
    this.#isVisible = true
  }

  getBounds() {
    const { x = 0, y = 0, width = 1280, height = 800 } = this.#options
    return { x, y, width, height }
  }

  focus(): void {
    this.emit('focus')
  }

  restore(): void {
    this.emit('restore')
  }

  isVisible(): boolean {
    return this.#isVisible
  }

  isMinimized(): boolean {
    return false
  }

  isKiosk(): boolean {
    return this.#isKiosk
  }

  setKiosk(isKiosk: boolean): void {
    this.#isKiosk = isKiosk
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  /** Asks first, and can be refused. */
  close(): void {
    const event = preventableEvent({})
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }

  destroy(): void {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    void this.webContents.closePage()
    this.emit('closed')
    openWindows.remove(this)
  }

  async #open(): Promise<void> {
    const context = await openChromium(app.getPath('userData'))
    await grantPermissions(context)
    const preload = this.#options.webPreferences?.preload
    const page = await freePage(context)
    await this.webContents.adopt(page, preload ? readFileSync(preload, 'utf8') : '', {
      onCloseAsked: () => this.close(),
      onGone: () => this.destroy(),
    })
  }
}

/** The page gets what the app's own handlers grant to it, and is refused the rest. */
async function grantPermissions(context: BrowserContext): Promise<void> {
  const granted = await session.defaultSession.granted(`${toAppAddress(PAGE_ORIGIN)}/`)
  await context.grantPermissions(granted, { origin: PAGE_ORIGIN })
}

/** The blank page that the browser starts with, for the first window; a new one for any other. */
async function freePage(context: BrowserContext): Promise<Page> {
  const [first, ...others] = context.pages()
  return first?.url() === 'about:blank' && others.length === 0 ? first : context.newPage()
}
