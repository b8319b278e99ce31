/** Counting by time, without timers. Times are milliseconds of a steady clock. */

/** Allows `perSecond` on average and `burst` at once. A rate of 0 allows everything. */
export class TokenBucket {
  readonly #perSecond: number
  readonly #burst: number
  #tokens: number
  #filledAt: number

  constructor(perSecond: number, burst: number, at: number) {
    this.#perSecond = perSecond
    this.#burst = burst
    this.#tokens = burst
    this.#filledAt = at
  }

  /** Takes `count` and returns 0, or takes nothing and returns how many milliseconds until it could. */
  take(count: number, at: number): number {
    if (this.#perSecond === 0) return 0
    const gained = ((at - this.#filledAt) * this.#perSecond) / 1000
    this.#tokens = Math.min(this.#burst, this.#tokens + gained)
    this.#filledAt = at
    if (this.#tokens >= count) {
      this.#tokens -= count
      return 0
    }
    return Math.ceil(((count - this.#tokens) * 1000) / this.#perSecond)
  }
}

/** Allows something `limit` times within any `windowMs`. A limit of 0 allows everything. */
export class WindowLimit {
  readonly #limit: number
  readonly #windowMs: number
  #times: number[] = []

  constructor(limit: number, windowMs: number) {
    this.#limit = limit
    this.#windowMs = windowMs
  }

  /** Counts one more and returns true where that is more than allowed. */
  isOver(at: number): boolean {
    if (this.#limit === 0) return false
    const from = at - this.#windowMs
    this.#times = this.#times.filter((time) => time > from)
    this.#times.push(at)
    return this.#times.length > this.#limit
  }
}
