import type { Environment } from '../platform/clock.ts'
import type { Problems } from './problems.ts'

/** A hub that cannot read for so long what others go on writing is ill by itself: desks are better off at another one. */
const BEHIND_MS = 10_000

const CODE = 'left_behind'
const SENTENCE = 'The other hubs go on, but this one cannot read the database. Look at its network.'

interface WatchParts extends Pick<Environment, 'steadyNow'> {
  problems: Problems
}

/** Tells a database that is away for this hub alone from one that is away for all. */
export function watchLeftBehind({ problems, steadyNow }: WatchParts): {
  /** Another hub has said that it has written. */
  heard: () => void
  /** The database was read. */
  read: () => void
  /** Reports what follows from both; often enough to be known within a second. */
  judge: () => void
} {
  let [heardAt, readAt] = [-Infinity, steadyNow()]
  return {
    heard: () => (heardAt = steadyNow()),
    read: () => (readAt = steadyNow()),
    judge() {
      const at = steadyNow()
      const isBehind = at - readAt > BEHIND_MS && at - heardAt < BEHIND_MS
      if (isBehind) problems.report(CODE, SENTENCE)
      else problems.clear(CODE)
    },
  }
}
