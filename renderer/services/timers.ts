/** The clock and the timers of the machine, or a test's own. */
export interface Timers {
  /** Milliseconds since 1970 UTC. */
  now: () => number
  setTimeout: (callback: () => void, ms: number) => number
  clearTimeout: (timer: number) => void
}

export const browserTimers: Timers = {
  now: () => Date.now(),
  setTimeout: (callback, ms) => window.setTimeout(callback, ms),
  clearTimeout: (timer) => window.clearTimeout(timer),
}
