import type { Timers } from '../timers.ts'

/** A timer that is this much late was waited for by a busy page, for which keys may wait as well. */
const BUSY_MS = 100

/** A PC that is late this often in a row is always late: its keys do not come any later than its timers. */
const MOST_POSTPONEMENTS = 5

interface QuietParts {
  timers: Pick<Timers, 'setTimeout' | 'clearTimeout'>
  /** A clock that nobody sets, milliseconds. */
  steadyNow: () => number
  quietMs: number
  onQuiet: () => void
}

/** Waits until nothing has been heard for a while. */
export interface Quiet {
  /** Something was heard: waits anew. */
  heard: () => void
  stop: () => void
}

/**
 * Tells when nothing was heard for `quietMs`. On a page that was too busy to hear anything it waits once more, but never for ever.
 */
export function afterQuiet({ timers, steadyNow, quietMs, onQuiet }: QuietParts): Quiet {
  let timer: number | null = null
  const stop = (): void => {
    if (timer !== null) timers.clearTimeout(timer)
    timer = null
  }
  const wait = (postponements: number): void => {
    stop()
    const due = steadyNow() + quietMs
    timer = timers.setTimeout(() => {
      timer = null
      const isBusy = steadyNow() - due > BUSY_MS
      if (isBusy && postponements < MOST_POSTPONEMENTS) wait(postponements + 1)
      else onQuiet()
    }, quietMs)
  }
  return { heard: () => wait(0), stop }
}
