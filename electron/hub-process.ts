import type { HubChild, HubEnd } from './command-run.ts'
import { HubRun } from './hub-run.ts'
import { HUB_FIRST_START_TRIES } from './limits.ts'
import type { Log } from './log.ts'
import type { HubReady } from './ready-line.ts'
import { HubReplaced } from './replaced-hub.ts'
import { recentFailures, restartDelayMs } from './restart-delay.ts'
import { SettingError } from './settings/setting-error.ts'

/** The exit code by which the hub says that a setting is wrong and another try would be the same. */
const BAD_SETTING = 2

interface HubProcessParts {
  /** Starts the hub's process. `port` is where it has to come back to, null for the port of the settings. */
  fork: (port: string | null) => HubChild
  startTimeoutMs: number
  log: Log
  /** Whether the hub has left word that another one has taken its place. */
  isReplaced: () => boolean
  /** Told when it has ended for that, after it was ready. */
  onReplaced: () => void
}

type HubState =
  | { state: 'stopped' }
  | { state: 'running'; run: HubRun }
  | { state: 'waiting'; timer: NodeJS.Timeout }
  | { state: 'failed' }
  | { state: 'replaced' }

/** The hub of this shell, kept running from start() to stop(). */
export class HubProcess {
  readonly #parts: HubProcessParts
  readonly #firstReady = Promise.withResolvers<HubReady>()
  #state: HubState = { state: 'stopped' }
  #address: HubReady | null = null
  #failures: number[] = []

  constructor(parts: HubProcessParts) {
    this.#parts = parts
    // Who is not waiting for the first start learns of it through start().
    this.#firstReady.promise.catch(() => undefined)
  }

  /**
   * Starts the hub and resolves when it accepts connections. Rejects with a SettingError in the hub's own words where
   * it refuses its settings, and with an Error where it does not get ready at all. From then on it is started again
   * whenever it ends, on the same port, so that the desks find it; but never once another hub has taken its place: a start rejects with
   * HubReplaced then.
   */
  start(): Promise<HubReady> {
    if (this.#state.state === 'stopped') this.#run()
    return this.#firstReady.promise
  }

  /** Where the hub is, once it was ready for the first time. It may be away for a moment. */
  ready(): Promise<HubReady> {
    return this.#firstReady.promise
  }

  /** Whether another hub of the gym has taken the place of this one, which is not started again then. */
  get isReplaced(): boolean {
    return this.#state.state === 'replaced'
  }

  /** Ends the hub in order and resolves when its process is gone. It is not started again. */
  async stop(): Promise<void> {
    const before = this.#state
    this.#state = { state: 'stopped' }
    if (before.state === 'waiting') clearTimeout(before.timer)
    if (before.state === 'running') await before.run.stop()
  }

  #run(): void {
    const { fork, startTimeoutMs, log } = this.#parts
    const port = this.#address === null ? null : new URL(this.#address.http).port
    const run: HubRun = new HubRun({
      child: fork(port),
      startTimeoutMs,
      log,
      onReady: (ready) => this.#becameReady(ready),
      onEnd: (end) => this.#ended(run, end),
    })
    this.#state = { state: 'running', run }
  }

  #becameReady(ready: HubReady): void {
    this.#parts.log.info('the hub is ready', { http: ready.http, hubPid: ready.pid })
    this.#address = ready
    this.#firstReady.resolve(ready)
  }

  #ended(run: HubRun, end: HubEnd): void {
    if (this.#state.state !== 'running' || this.#state.run !== run) return
    if (end.code === BAD_SETTING && this.#parts.isReplaced()) {
      this.#replaced(end)
      return
    }
    const now = Date.now()
    this.#failures = [...recentFailures(this.#failures, now), now]
    const problem = this.#hopeless(end)
    if (problem) {
      this.#state = { state: 'failed' }
      this.#firstReady.reject(problem)
      return
    }
    const delayMs = restartDelayMs(this.#failures, now)
    this.#parts.log.warn('the hub exited and will be restarted', { ...end, delayMs })
    this.#state = { state: 'waiting', timer: setTimeout(() => this.#run(), delayMs) }
  }

  #replaced({ lastWords }: HubEnd): void {
    const { log, onReplaced } = this.#parts
    log.warn('another hub has taken the place of this one', { lastWords })
    this.#state = { state: 'replaced' }
    if (this.#address === null) this.#firstReady.reject(new HubReplaced(lastWords))
    else onReplaced()
  }

  /** Why it makes no sense to go on; null where it does. A hub that was ready once is worth every try. */
  #hopeless(end: HubEnd): Error | null {
    if (this.#address !== null) return null
    if (end.code === BAD_SETTING) return new SettingError(end.lastWords || 'The hub refused its settings.')
    if (this.#failures.length < HUB_FIRST_START_TRIES) return null
    return new Error(`The hub cannot be started (exit code ${end.code}). ${end.lastWords}`.trimEnd())
  }
}
