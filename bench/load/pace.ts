/** What the hub announces in `authentication_success`. */
export interface AnnouncedLimits {
  framesPerSecond: number
  burstFrames: number
}

/** Frames kept back, for the one that signed in and for heartbeats. */
const RESERVED_FRAMES = 5

/** Sends one after the other as fast as it was announced: a burst at first, then at the rate, with a little room. */
export class Pace {
  readonly #limits: AnnouncedLimits
  readonly #sendNext: () => boolean
  #timer: NodeJS.Timeout | null = null

  /** `sendNext` sends one, where there is one, and returns whether more may come. */
  constructor(limits: AnnouncedLimits, sendNext: () => boolean) {
    this.#limits = limits
    this.#sendNext = sendNext
  }

  start(): void {
    const { burstFrames, framesPerSecond } = this.#limits
    for (let count = RESERVED_FRAMES; count < burstFrames; count += 1) if (!this.#sendNext()) return
    this.#timer = setInterval(() => {
      if (!this.#sendNext()) this.stop()
    }, 1000 / framesPerSecond)
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
  }
}
