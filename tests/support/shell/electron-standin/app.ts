import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import manifest from '../../../../package.json' with { type: 'json' }
import { ROOT } from '../../../../scripts/project.ts'
import { closeChromium } from './chromium.ts'
import { switchValue } from './command-line.ts'
import { preventableEvent } from './event.ts'
import { releaseInstanceLock, takeInstanceLock } from './instance-lock.ts'
import { openWindows } from './open-windows.ts'
import { endUtilityProcesses } from './utility-process.ts'

interface RelaunchOptions {
  args?: string[]
  execPath?: string
}

/** The app's life, in Electron's order: ready, windows, before-quit, will-quit, exit. */
class App extends EventEmitter {
  /** What only an installed app does can be tried too. */
  readonly isPackaged = process.env['STANDIN_PACKAGED'] === '1'
  readonly commandLine = {
    getSwitchValue: switchValue,
    hasSwitch: (name: string) => switchValue(name) !== '',
  }
  readonly #paths = new Map<string, string>()
  #isQuitting = false
  #isExiting = false
  #next: (() => void) | null = null

  constructor() {
    super()
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.quit())
    openWindows.onAllClosed(() => this.#allClosed())
  }

  /** As in Electron, not before the entry module is evaluated. */
  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    this.emit('ready')
  }

  getVersion(): string {
    return process.env['STANDIN_VERSION'] ?? manifest.version
  }

  getName(): string {
    return manifest.name
  }

  /** Where the app is, which is the checkout, and its resources, which a test may put elsewhere. */
  getAppPath(): string {
    return process.env['STANDIN_APP'] ?? ROOT
  }

  enableSandbox(): void {
    // The stand-in's pages are pages of a browser; there is nothing to take away.
  }

  getPath(name: string): string {
    const userData = this.#paths.get('userData') ?? ownProfile()
    this.#paths.set('userData', userData)
    return name === 'userData' ? userData : (this.#paths.get(name) ?? join(userData, name))
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  requestSingleInstanceLock(): boolean {
    return takeInstanceLock(this.getPath('userData'), () => this.emit('second-instance', {}, [], ''))
  }

  quit(): void {
    if (this.#isQuitting) return
    if (this.#asks('before-quit')) return
    this.#isQuitting = true
    if (openWindows.count() === 0) this.#leave()
    else openWindows.closeAll()
  }

  releaseSingleInstanceLock(): void {
    releaseInstanceLock()
  }

  /** As in Electron: this process goes on until it exits. */
  relaunch({ args = process.argv.slice(1), execPath = process.execPath }: RelaunchOptions = {}): void {
    const given = execPath === process.execPath ? [...process.execArgv, ...args] : args
    this.#next = () => void spawn(execPath, given, { stdio: 'inherit' })
  }

  exit(code = 0): void {
    this.#isExiting = true
    openWindows.destroyAll()
    endUtilityProcesses()
    const leave = (): void => {
      this.emit('quit', {}, code)
      releaseInstanceLock()
      this.#next?.()
      process.exit(code)
    }
    // A browser that is closed while it opens a page makes its driver throw; nothing of the app goes on after this.
    process.once('uncaughtException', leave)
    void closeChromium().finally(leave)
  }

  #allClosed(): void {
    if (this.#isExiting) return
    if (this.#isQuitting) this.#leave()
    else this.emit('window-all-closed')
  }

  #leave(): void {
    if (this.#asks('will-quit')) this.#isQuitting = false
    else this.exit(0)
  }

  /** True where a listener prevents what the event announces. */
  #asks(name: 'before-quit' | 'will-quit'): boolean {
    const event = preventableEvent({})
    this.emit(name, event)
    return event.defaultPrevented
  }
}

/** Where a test says, so that the next start finds it; else a new one. */
function ownProfile(): string {
  const folder = process.env['STANDIN_PROFILE']
  if (folder === undefined) return mkdtempSync(join(tmpdir(), 'standin-'))
  mkdirSync(folder, { recursive: true })
  return folder
}

export const app = new App()

/** Beside the app, as electron-builder lays them; a test puts them elsewhere. */
Object.assign(process, { resourcesPath: process.env['STANDIN_RESOURCES'] ?? ROOT })
