import { BrowserWindow, screen, type Display } from 'electron'
import { MEMBER_PAGE } from './address.ts'
import { MEMBER_WINDOW_DELAY_MS } from './limits.ts'
import type { Log } from './log.ts'
import { webPreferences } from './security/web-preferences.ts'

interface MemberWindowParts {
  /** The desk's window: members have the other screen, and their window ends with it. */
  desk: BrowserWindow
  devTools: boolean
  log: Log
}

/**
 * The window that members see, on the second screen of this PC and all of it. It never takes the focus: a reader types where
 * the focus is. It has no bridge to the shell; the desk's page tells it what to show.
 */
export class MemberWindow {
  readonly #parts: MemberWindowParts
  #window: BrowserWindow | null = null
  #isWanted = false

  constructor(parts: MemberWindowParts) {
    this.#parts = parts
    parts.desk.on('closed', () => this.#closeWindow())
    screen.on('display-added', () => this.#adjust())
    screen.on('display-removed', () => this.#adjust())
  }

  /** Opens it; false where this PC has one screen, until it has another. */
  open(): boolean {
    this.#isWanted = true
    this.#adjust()
    return this.#window !== null
  }

  close(): void {
    this.#isWanted = false
    this.#adjust()
  }

  #adjust(): void {
    const display = this.#isWanted ? this.#otherDisplay() : null
    if (display === null) this.#closeWindow()
    else this.#window ??= this.#openOn(display)
  }

  #otherDisplay(): Display | null {
    const { desk } = this.#parts
    if (desk.isDestroyed()) return null
    const { id } = screen.getDisplayMatching(desk.getBounds())
    return screen.getAllDisplays().find((display) => display.id !== id) ?? null
  }

  #openOn({ bounds }: Display): BrowserWindow {
    const { devTools, log } = this.#parts
    const window = new BrowserWindow({
      ...bounds,
      show: false,
      frame: false,
      fullscreen: true,
      focusable: false,
      skipTaskbar: true,
      backgroundColor: '#f4f5f7',
      webPreferences: webPreferences(null, devTools),
    })
    window.once('ready-to-show', () => window.showInactive())
    window.on('closed', () => {
      if (this.#window === window) this.#window = null
    })
    window.webContents.on('render-process-gone', () => {
      this.#closeWindow()
      setTimeout(() => this.#adjust(), MEMBER_WINDOW_DELAY_MS)
    })
    window.loadURL(MEMBER_PAGE).catch((error: unknown) => {
      if (!window.isDestroyed())
        log.error('the member screen could not be loaded', { problem: String(error) })
    })
    return window
  }

  #closeWindow(): void {
    const window = this.#window
    this.#window = null
    if (window && !window.isDestroyed()) window.destroy()
  }
}
