import type { DeskLimits } from '../../server/protocol/server-frames.ts'

/** What the hub allows where it has not said yet. */
const CAUTIOUS: DeskLimits = { framesPerSecond: 20, burstFrames: 60, maxFrameBytes: 64 * 1024 }

/** Frames a desk keeps back for heartbeats and sign-ins, which are not queued. */
const RESERVED_FRAMES = 5

/** How many frames may be sent now: the hub's own bucket, kept on this side so that nothing is refused. */
export class SendBudget {
  readonly #now: () => number
  #limits = CAUTIOUS
  #tokens = CAUTIOUS.burstFrames
  #filledAt = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** The hub said what it allows; a new connection starts with a full burst. */
  setLimits(limits: DeskLimits): void {
    this.#limits = limits
    this.#tokens = Math.max(limits.burstFrames - RESERVED_FRAMES, 1)
    this.#filledAt = this.#now()
  }

  /** Takes one frame's worth and returns 0, or how many milliseconds to wait for it. */
  take(): number {
    const { framesPerSecond, burstFrames } = this.#limits
    if (framesPerSecond === 0) return 0
    const now = this.#now()
    // A clock that was set back gains nothing, and takes nothing away.
    const gained = (Math.max(now - this.#filledAt, 0) * framesPerSecond) / 1000
    this.#tokens = Math.min(Math.max(burstFrames - RESERVED_FRAMES, 1), this.#tokens + gained)
    this.#filledAt = now
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) * 1000) / framesPerSecond)
    this.#tokens -= 1
    return 0
  }
}
