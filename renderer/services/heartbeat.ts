import { HEARTBEAT_INTERVAL_MS } from '../../server/protocol/limits.ts'
import type { Timers } from './timers.ts'

interface HeartbeatParts {
  timers: Timers
  send: (text: string) => void
  /** One was not answered until the next: nobody is there. */
  lost: () => void
}

/** Asks the hub again and again whether it is there, while a socket is live. */
export class Heartbeat {
  readonly #parts: HeartbeatParts
  #isAsked = false
  #timer: number | null = null

  constructor(parts: HeartbeatParts) {
    this.#parts = parts
  }

  /** Sends one now, and the next ones by itself. */
  beat(): void {
    const { timers, send, lost } = this.#parts
    if (this.#isAsked) {
      lost()
      return
    }
    this.#isAsked = true
    send('{"type":"heartbeat"}')
    this.#timer = timers.setTimeout(() => this.beat(), HEARTBEAT_INTERVAL_MS)
  }

  heard(): void {
    this.#isAsked = false
  }

  stop(): void {
    if (this.#timer !== null) this.#parts.timers.clearTimeout(this.#timer)
    this.#timer = null
    this.#isAsked = false
  }
}
