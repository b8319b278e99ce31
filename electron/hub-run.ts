import { createInterface } from 'node:readline'
import type { UtilityProcess } from 'electron'
import { HUB_LAST_WORDS_MS, HUB_STOP_TIMEOUT_MS } from './limits.ts'
import type { Log } from './log.ts'
import { readReadyLine, type HubReady } from './ready-line.ts'

/** As many lines of a stack or a sentence are kept as the reason of an end. */
const LAST_WORDS_LINES = 20

/** Of a utility process, what running a hub takes. */
export type HubChild = Pick<UtilityProcess, 'pid' | 'stdout' | 'stderr' | 'postMessage' | 'kill' | 'once'>

/** How one run of the hub ended. */
export interface HubEnd {
  code: number
  /** What it said for people on stderr last, without structured log lines; empty where it said nothing. */
  lastWords: string
}

interface HubRunParts {
  child: HubChild
  startTimeoutMs: number
  log: Log
  onReady: (ready: HubReady) => void
  /** Called once, when the process is gone and its output is read. */
  onEnd: (end: HubEnd) => void
}

/** One life of the hub's process, from its start to its exit code. */
export class HubRun {
  readonly #parts: HubRunParts
  readonly #ended: Promise<void>
  readonly #lastWords: string[] = []
  #isReady = false

  constructor(parts: HubRunParts) {
    this.#parts = parts
    const { child, startTimeoutMs, log } = parts
    const startTimer = setTimeout(() => {
      log.error('the hub was not ready in time', { startTimeoutMs })
      this.#kill()
    }, startTimeoutMs)
    const silent = this.#listen(() => clearTimeout(startTimer))
    this.#ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        clearTimeout(startTimer)
        void Promise.race([silent, waitFor(HUB_LAST_WORDS_MS)]).then(() => {
          resolve()
          parts.onEnd({ code, lastWords: this.#lastWords.join('\n') })
        })
      })
    })
  }

  /** True from the ready line on. */
  get isReady(): boolean {
    return this.#isReady
  }

  /** Asks the hub to close in order and resolves when its process is gone; kills it if it takes too long. */
  async stop(): Promise<void> {
    this.#askToStop()
    const killTimer = setTimeout(() => {
      this.#parts.log.error('the hub did not stop in time and was killed', { timeoutMs: HUB_STOP_TIMEOUT_MS })
      this.#kill()
    }, HUB_STOP_TIMEOUT_MS)
    await this.#ended
    clearTimeout(killTimer)
  }

  /** Reads both outputs; resolves when they have ended. */
  async #listen(onReady: () => void): Promise<void> {
    const { child, log } = this.#parts
    const said = lines(child.stdout, (line) => {
      const ready = this.#isReady ? null : readReadyLine(line)
      if (ready === null) {
        log.warn('the hub printed something other than its ready line', { line })
        return
      }
      this.#isReady = true
      onReady()
      this.#parts.onReady(ready)
    })
    const logged = lines(child.stderr, (line) => {
      const isForPeople = !line.startsWith('{')
      if (isForPeople) this.#heard(line)
      // What it says before it is ready is shown where its end is: once.
      log.hubLine(line, this.#isReady || !isForPeople)
    })
    await Promise.all([said, logged])
  }

  #heard(line: string): void {
    this.#lastWords.push(line)
    if (this.#lastWords.length > LAST_WORDS_LINES) this.#lastWords.shift()
  }

  /**
   * `kill()` of a utility process sends SIGTERM and, two seconds later, SIGKILL: too short for a hub with many desks,
   * so the signal is sent by us. Windows has no such signal: there the hub is asked by a message.
   */
  #askToStop(): void {
    const { child } = this.#parts
    if (child.pid === undefined) child.once('spawn', () => this.#askToStop())
    else if (process.platform === 'win32') child.postMessage({ type: 'stop' })
    else signal(child.pid, 'SIGTERM')
  }

  #kill(): void {
    const { child } = this.#parts
    if (child.pid !== undefined && !signal(child.pid, 'SIGKILL')) child.kill()
  }
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}

/** Calls back for every line of a stream; resolves at its end. */
async function lines(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): Promise<void> {
  if (stream === null) return
  const reader = createInterface({ input: stream })
  reader.on('line', onLine)
  await new Promise<void>((resolve) => reader.once('close', resolve))
}

async function waitFor(timeMs: number): Promise<void> {
  await new Promise<void>((resolve) => setTimeout(resolve, timeMs).unref())
}
