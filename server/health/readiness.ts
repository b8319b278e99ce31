import type { Problem } from './problems.ts'
import { CLOCK_SUSPECT } from './clock.ts'
import { STORAGE_UNAVAILABLE } from './storage.ts'

/** A hub that is about to end is no place for new desks, but those it has may stay until it sends them away. */
export type Readiness = 'ready' | 'draining' | 'unready'

/** The problem of a hub that lets its desks go. */
export const DRAINING = 'draining'

/**
 * What all hubs on a database may suffer from at once: the database, and clocks that were set, which are judged by the database's
 * (`clock_apart`).
 */
const OF_ALL: ReadonlySet<string> = new Set([STORAGE_UNAVAILABLE, CLOCK_SUSPECT])

/** Whether desks are to be sent here. What all suffer from is no reason against it: sent away from everywhere, they would not even be told why. */
export function readinessOf(problems: readonly Problem[], isDatabaseShared: boolean): Readiness {
  if (problems.some(({ code }) => code === DRAINING)) return 'draining'
  const isWell = problems.every(({ code }) => isDatabaseShared && OF_ALL.has(code))
  return isWell ? 'ready' : 'unready'
}
