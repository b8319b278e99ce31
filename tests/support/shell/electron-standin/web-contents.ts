import { EventEmitter } from 'node:events'
import type { CDPSession, Download, Frame, Page } from 'playwright-core'
import { toAppAddress, toPageAddress } from './addresses.ts'
import { app } from './app.ts'
import { preventableEvent } from './event.ts'
import { ipcMain } from './ipc-main.ts'
import { BINDING, INBOX, pageScript } from './page-shim.ts'
import { session } from './session.ts'

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' }

/** What a page wants of its window. */
interface PageEvents {
  /** The page's own script closes it. */
  onCloseAsked: () => void
  /** A person or the debugger has closed it. */
  onGone: () => void
}

/** Exit code that Electron reports for a page that has crashed on POSIX (SIGSEGV). */
const CRASHED = 11

/** The page of a window. After a crash it gets a new one in its place. */
export class WebContents extends EventEmitter {
  readonly session = session.defaultSession
  #page: Page | null = null
  #openHandler: WindowOpenHandler = () => ({ action: 'allow' })
  /** The address that the app itself is loading: it is not asked about its own doing. */
  #loading: string | null = null

  constructor() {
    super()
    app.emit('web-contents-created', {}, this)
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#openHandler = handler
  }

  send(channel: string, ...given: unknown[]): void {
    const script = `window.${INBOX}?.(${JSON.stringify(channel)}, ${JSON.stringify(given)})`
    this.#page?.evaluate(script).catch(() => undefined)
  }

  getURL(): string {
    return toAppAddress(this.#page?.url() ?? '')
  }

  forcefullyCrashRenderer(): void {
    this.#page?.goto('chrome://crash').catch(() => undefined)
  }

  setZoomFactor(): void {
    // A page that is driven is not enlarged by hand.
  }

  setVisualZoomLevelLimits(): Promise<void> {
    return Promise.resolve()
  }

  /** Says what would be printed; there is no printer. */
  print({ silent }: { silent: boolean }): void {
    process.stderr.write(`stand-in: prints${silent ? ' without asking' : ''}\n`)
  }

  get hasPage(): boolean {
    return this.#page !== null
  }

  /** Takes a page of the browser for this window. */
  async adopt(page: Page, preload: string, { onCloseAsked, onGone }: PageEvents): Promise<void> {
    this.#page = page
    await page.exposeBinding(BINDING, ({ frame }, kind: string, channel: string, given: unknown[]) => {
      if (kind !== 'close') return this.#called(frame, kind, channel, given)
      onCloseAsked()
      return undefined
    })
    await page.addInitScript({ content: pageScript(preload) })
    await this.#watchNavigation(await page.context().newCDPSession(page))
    page.on('domcontentloaded', () => this.emit('dom-ready'))
    page.on('load', () => this.emit('did-finish-load'))
    page.on('popup', (popup) => void popup.close().catch(() => undefined))
    page.on('close', () => {
      if (this.#page === page) onGone()
    })
    page.on('download', (download) => void this.#downloads(download))
    page.on('crash', () => this.#crashed(page))
  }

  async load(address: string): Promise<void> {
    this.#loading = toPageAddress(address)
    await this.#page?.goto(this.#loading, { waitUntil: 'load' })
  }

  async closePage(): Promise<void> {
    const page = this.#page
    this.#page = null
    await page?.close().catch(() => undefined)
  }

  #crashed(page: Page): void {
    if (this.#page !== page) return
    this.#page = null
    void page.close().catch(() => undefined)
    this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: CRASHED })
  }

  async #called(frame: Frame, kind: string, channel: string, given: unknown[]): Promise<unknown> {
    if (kind === 'open') return this.#openHandler({ url: toAppAddress(channel) })
    const event = { sender: this, senderFrame: frameOf(frame) }
    if (kind === 'send') return ipcMain.emit(channel, event, ...given)
    try {
      return { value: await ipcMain.call(event, channel, given) }
    } catch (error) {
      return { error: (error as Error).message }
    }
  }

  async #downloads(download: Download): Promise<void> {
    const event = preventableEvent({})
    session.defaultSession.emit('will-download', event, { getURL: () => addressOfDownload(download.url()) })
    if (event.defaultPrevented) await download.cancel().catch(() => undefined)
    const what = event.defaultPrevented ? 'may not save' : 'saves'
    process.stderr.write(`stand-in: ${what} ${download.suggestedFilename()}\n`)
  }

  /** Asks the app about every navigation that it has not started itself. Only documents are held up for that. */
  async #watchNavigation(devTools: CDPSession): Promise<void> {
    await devTools.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] })
    devTools.on('Fetch.requestPaused', ({ requestId, request }) => {
      const mayGo = request.url === this.#loading || this.#mayNavigate(toAppAddress(request.url))
      this.#loading = null
      const answer = mayGo
        ? devTools.send('Fetch.continueRequest', { requestId })
        : devTools.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      answer.catch(() => undefined)
    })
  }

  #mayNavigate(url: string): boolean {
    return ['will-frame-navigate', 'will-navigate'].every((name) => {
      const event = preventableEvent({ url, isMainFrame: true })
      this.emit(name, event)
      return !event.defaultPrevented
    })
  }
}

/** What a page made itself has its origin behind `blob:`. */
function addressOfDownload(address: string): string {
  const made = 'blob:'
  return address.startsWith(made) ? made + toAppAddress(address.slice(made.length)) : toAppAddress(address)
}

function frameOf(frame: Frame) {
  const url = toAppAddress(frame.url())
  const origin = toAppAddress(new URL(frame.url()).origin)
  return { url, origin, parent: frame.parentFrame() === null ? null : {} }
}
