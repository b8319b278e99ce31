import { createInterface } from 'node:readline'
import type { UtilityProcess } from 'electron'
import { HUB_LAST_WORDS_MS, HUB_STOP_TIMEOUT_MS } from './limits.ts'
import type { Log } from './log.ts'

/** As many lines of a stack or a sentence are kept as the reason of an end. */
const LAST_WORDS_LINES = 20

/** Of a utility process, what running a command of the hub takes. */
export type HubChild = Pick<UtilityProcess, 'pid' | 'stdout' | 'stderr' | 'postMessage' | 'kill' | 'once'>

/** How one run ended. */
export interface HubEnd {
  code: number
  /** What it said for people on stderr last, without structured log lines; empty where it said nothing. */
  lastWords: string
}

interface CommandRunParts {
  child: HubChild
  log: Log
  /** Told each line on stdout. */
  onLine: (line: string) => void
  /** Whether what it says for people is shown as it comes. */
  isShown: () => boolean
}

/** One command of the hub, from its start to its exit code. */
export class CommandRun {
  /** Resolves when the process is gone and its output is read. */
  readonly ended: Promise<HubEnd>
  readonly #parts: CommandRunParts
  readonly #lastWords: string[] = []

  constructor(parts: CommandRunParts) {
    this.#parts = parts
    const { child } = parts
    const silent = this.#listen()
    this.ended = new Promise((resolve) => {
      child.once('exit', (code) => {
        void Promise.race([silent, waitFor(HUB_LAST_WORDS_MS)]).then(() =>
          resolve({ code, lastWords: this.#lastWords.join('\n') }),
        )
      })
    })
  }

  /** Types a line for it. Goes into no log. */
  type(text: string): void {
    this.#parts.child.postMessage({ type: 'line', text })
  }

  /** Asks it to close in order and resolves when its process is gone; kills it if it takes too long. */
  async stop(): Promise<void> {
    this.#askToStop()
    const killTimer = setTimeout(() => {
      this.#parts.log.error('the hub did not stop in time and was killed', { timeoutMs: HUB_STOP_TIMEOUT_MS })
      this.kill()
    }, HUB_STOP_TIMEOUT_MS)
    await this.ended
    clearTimeout(killTimer)
  }

  kill(): void {
    const { child } = this.#parts
    if (child.pid !== undefined && !signal(child.pid, 'SIGKILL')) child.kill()
  }

  /** Reads both outputs; resolves when they have ended. */
  async #listen(): Promise<void> {
    const { child, log, onLine, isShown } = this.#parts
    const said = lines(child.stdout, onLine)
    const logged = lines(child.stderr, (line) => {
      const isForPeople = !line.startsWith('{')
      if (isForPeople) this.#heard(line)
      log.hubLine(line, isShown() || !isForPeople)
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
