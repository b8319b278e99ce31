import { CommandRun, type HubChild, type HubEnd } from '../command-run.ts'
import type { Log } from '../log.ts'
import { recentFailures, restartDelayMs } from '../restart-delay.ts'

interface StandbyProcessParts {
  /** Where the copy is kept. */
  folder: string
  /** Starts the hub's program with these arguments. */
  fork: (given: readonly string[]) => HubChild
  /** Where the hub is by now. */
  findAddress: () => Promise<string>
  /** Whether the hub has taken this PC's right away: then nothing is tried any more. */
  isRemoved: () => boolean
  log: Log
}

/** `hub standby` beside the shell, kept running from its start to stop(). */
export class StandbyProcess {
  readonly #parts: StandbyProcessParts
  #run: CommandRun | null = null
  #timer: NodeJS.Timeout | null = null
  #failures: number[] = []
  #isWanted = false

  constructor(parts: StandbyProcessParts) {
    this.#parts = parts
  }

  /** Begins the copy, by a manager's pairing text. False where the hub refuses, or is not there; nothing runs then. */
  async begin(text: string): Promise<boolean> {
    this.#isWanted = true
    const begun = Promise.withResolvers<true>()
    const run = this.#start(await this.#parts.findAddress(), () => begun.resolve(true))
    run.type(text)
    // It says nothing before the hub has taken it.
    const hasBegun = await Promise.race([begun.promise, run.ended.then(() => false)])
    if (hasBegun) this.#supervise(run)
    else this.#run = null
    return hasBegun
  }

  /** Goes on with the copy that the folder keeps. */
  start(): void {
    this.#isWanted = true
    void this.#parts.findAddress().then((address) => {
      if (this.#isWanted) this.#supervise(this.#start(address, () => undefined))
    })
  }

  /** Goes on where the hub is now. */
  async follow(): Promise<void> {
    if (this.#run === null) return
    await this.stop()
    this.start()
  }

  /** Resolves when its process is gone. It is not started again. */
  async stop(): Promise<void> {
    const run = this.#run
    this.#run = null
    this.#isWanted = false
    if (this.#timer) clearTimeout(this.#timer)
    await run?.stop()
  }

  #start(address: string, onLine: () => void): CommandRun {
    const { fork, folder, log } = this.#parts
    const child = fork(['standby', '--data', folder, '--of', address])
    return (this.#run = new CommandRun({ child, log, onLine, isShown: () => true }))
  }

  #supervise(run: CommandRun): void {
    void run.ended.then((end) => this.#ended(run, end))
  }

  #ended(run: CommandRun, end: HubEnd): void {
    const { log, isRemoved } = this.#parts
    if (this.#run !== run) return
    if (isRemoved()) {
      log.warn('this PC is no standby of the hub any more', { ...end })
      return
    }
    const now = Date.now()
    this.#failures = [...recentFailures(this.#failures, now), now]
    const delayMs = restartDelayMs(this.#failures, now)
    log.warn('the standby exited and will be restarted', { ...end, delayMs })
    this.#timer = setTimeout(() => this.start(), delayMs)
  }
}
