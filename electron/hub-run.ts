import { CommandRun, type HubChild, type HubEnd } from './command-run.ts'
import type { Log } from './log.ts'
import { readReadyLine, type HubReady } from './ready-line.ts'

interface HubRunParts {
  child: HubChild
  startTimeoutMs: number
  log: Log
  onReady: (ready: HubReady) => void
  /** Called once, when the process is gone and its output is read. */
  onEnd: (end: HubEnd) => void
}

/** One life of the hub that serves: it has to get ready in time. */
export class HubRun {
  readonly #run: CommandRun
  #isReady = false

  constructor({ child, startTimeoutMs, log, onReady, onEnd }: HubRunParts) {
    const startTimer = setTimeout(() => {
      log.error('the hub was not ready in time', { startTimeoutMs })
      this.#run.kill()
    }, startTimeoutMs)
    child.once('exit', () => clearTimeout(startTimer))
    this.#run = new CommandRun({
      child,
      log,
      onLine: (line) => {
        const ready = this.#isReady ? null : readReadyLine(line)
        if (ready === null) {
          log.warn('the hub printed something other than its ready line', { line })
          return
        }
        this.#isReady = true
        clearTimeout(startTimer)
        onReady(ready)
      },
      // What it says before it is ready is shown where its end is: once.
      isShown: () => this.#isReady,
    })
    void this.#run.ended.then(onEnd)
  }

  /** Asks the hub to close in order and resolves when its process is gone; kills it if it takes too long. */
  stop(): Promise<void> {
    return this.#run.stop()
  }
}
