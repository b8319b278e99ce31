import { v7 as uuidv7 } from 'uuid'
import type { ServerFrame } from '../../server/protocol/server-frames.ts'
import type { DeskState } from './desk-state.ts'
import { HubRefusal, isHubProblem } from './hub-refusal.ts'
import { refusalOf } from './refusal-in-frame.ts'
import type { Timers } from './timers.ts'

/** Between two tries to catch up with a hub in trouble; it gives six snapshots a minute. */
const CATCH_UP_AGAIN_MS = 10_000

interface ResyncParts {
  timers: Timers
  /** Where the desk stands in the hub's history. */
  position: () => DeskState['position']
  isConnected: () => boolean
  send: (text: string) => void
  askSnapshot: () => Promise<unknown>
  /** Told when the desk knows all that the hub has told, and when it does not any more. */
  current: (isCurrent: boolean) => void
}

/** Gets what the desk does not know: the building as it is, or the events that it missed, once at a time. */
export class Resync {
  readonly #parts: ResyncParts
  #isResuming = false
  #resumeId: string | null = null
  #timer: number | null = null

  constructor(parts: ResyncParts) {
    this.#parts = parts
  }

  /** The sign-in with this request id asks for the missed events as well. */
  askedBy(signInId: string): void {
    this.#resumeId = signInId
  }

  /** The desk is live: what it missed is on its way, or the building is asked for. */
  start(): void {
    if (this.#parts.position()) this.#isResuming = true
    else this.#askSnapshot()
  }

  /** Events were missed: asks for them, once. */
  resume(): void {
    const position = this.#parts.position()
    if (this.#isResuming || !position) return
    this.#isResuming = true
    this.#parts.current(false)
    const payload = { resume: { epoch: position.epoch, seq: position.seq } }
    this.#resumeId = uuidv7()
    this.#parts.send(JSON.stringify({ type: 'authenticate', payload, requestId: this.#resumeId }))
  }

  /** The building, or the end of the missed events, has come. */
  done(): void {
    this.#forget()
    this.#parts.current(true)
  }

  /** Nothing is applied until the missed events came: a desk that gave up here would look live and be wrong. */
  heardError(frame: Extract<ServerFrame, { type: 'error' }>): void {
    if (frame.requestId === undefined || frame.requestId !== this.#resumeId) return
    this.#resumeId = null
    this.#later(refusalOf(frame)?.retryAfterMs, () => {
      this.#isResuming = false
      this.resume()
    })
  }

  /** The socket is gone, and with it what was asked over it. */
  stop(): void {
    this.#forget()
    this.#parts.current(false)
    if (this.#timer !== null) this.#parts.timers.clearTimeout(this.#timer)
    this.#timer = null
  }

  #forget(): void {
    this.#isResuming = false
    this.#resumeId = null
  }

  #askSnapshot(): void {
    this.#parts.askSnapshot().catch((refusal: unknown) => {
      const isWorthIt = refusal instanceof HubRefusal && isHubProblem(refusal)
      if (isWorthIt && this.#parts.isConnected()) this.#later(undefined, () => this.#askSnapshot())
    })
  }

  #later(waitMs: number | undefined, resync: () => void): void {
    const { timers } = this.#parts
    if (this.#timer !== null) timers.clearTimeout(this.#timer)
    this.#timer = timers.setTimeout(() => {
      this.#timer = null
      resync()
    }, waitMs ?? CATCH_UP_AGAIN_MS)
  }
}
