import { newTimeOrderedId } from './uuid-v7.ts'

/** Time, chance and the event loop: passed in, so that a whole hub can run in a simulation. */
export interface Environment {
  /** Milliseconds since 1970 UTC. A PC's clock is set forth and back: for instants, never for spans. */
  now: () => number
  /** Milliseconds of a clock that is never set: for spans, rates and time-outs. */
  steadyNow: () => number
  newId: () => string
  setImmediate: (callback: () => void) => unknown
  setTimeout: (callback: () => void, ms: number) => unknown
  every: (ms: number, callback: () => void) => () => void
  /** What a password's hash costs; the one that is safe where it is left out. */
  passwordCost?: { memoryCost: number; timeCost: number; parallelism: number } | undefined
}

/** The environment of a real process. */
export const realEnvironment: Environment = {
  now: Date.now,
  steadyNow: () => performance.now(),
  newId: newTimeOrderedId,
  setImmediate,
  setTimeout: (callback, ms) => setTimeout(callback, ms).unref(),
  every(ms, callback) {
    const timer = setInterval(callback, ms)
    timer.unref()
    return () => clearInterval(timer)
  },
}
