import type { Problem } from './problems.ts'
import { STORAGE_UNAVAILABLE } from './storage.ts'

/** A hub that is about to end is no place for new desks, but those it has may stay until it sends them away. */
export type Readiness = 'ready' | 'draining' | 'unready'

/** The problem of a hub that lets its desks go. */
export const DRAINING = 'draining'

/**
 * Whether desks are to be sent here. What all hubs on a database suffer from at once is no reason against it: sent away from everywhere,
 * they would not even be told why.
 */
export function readinessOf(problems: readonly Problem[], isDatabaseShared: boolean): Readiness {
  if (problems.some(({ code }) => code === DRAINING)) return 'draining'
  const isWell = problems.every(({ code }) => isDatabaseShared && code === STORAGE_UNAVAILABLE)
  return isWell ? 'ready' : 'unready'
}
