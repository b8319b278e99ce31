import { spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { closeChromium } from './chromium.ts'
import { switchValue } from './command-line.ts'
import manifest from '../../../package.json' with { type: 'json' }
import { preventableEvent } from './event.ts'
import { releaseInstanceLock, takeInstanceLock } from './instance-lock.ts'
import { openWindows } from './open-windows.ts'
import { endUtilityProcesses } from './utility-process.ts'

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
  #startsAnew = false

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
    return manifest.version
  }

  enableSandbox(): void {
    // The stand-in's pages are pages of a browser; there is nothing to take away.
  }

  getPath(name: string): string {
    const userData = this.#paths.get('userData') ?? mkdtempSync(join(tmpdir(), 'standin-'))
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

  /** As in Electron: this process goes on until it exits. */
  relaunch(): void {
    this.#startsAnew = true
  }

  exit(code = 0): void {
    this.#isExiting = true
    openWindows.destroyAll()
    endUtilityProcesses()
    void closeChromium().finally(() => {
      this.emit('quit', {}, code)
      if (this.#startsAnew) startAnew()
      process.exit(code)
    })
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

function startAnew(): void {
  releaseInstanceLock()
  spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], { stdio: 'inherit' })
}

export const app = new App()
