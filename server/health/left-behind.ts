import type { Environment } from '../platform/clock.ts'
import type { Problems } from './problems.ts'

/** A hub that cannot read for so long a database that goes on is ill by itself: desks are better off at another one. */
const BEHIND_MS = 10_000

const CODE = 'left_behind'
const SENTENCE =
  'The database goes on, but this hub cannot read it. Look at its network, and restart it where that is well.'

interface WatchParts extends Pick<Environment, 'steadyNow'> {
  problems: Problems
}

/** Tells a database that is away for this hub alone from one that is away for all. */
export function watchLeftBehind({ problems, steadyNow }: WatchParts): {
  /** The database was written: by another hub, as it has said, or by this one, whose other connections may be cut off. */
  written: () => void
  /** The database has answered a question, be it with an error: then all hubs suffer from the same. */
  answered: () => void
  /** Reports what follows from both; often enough to be known within a second. */
  judge: () => void
} {
  let [writtenAt, answeredAt] = [-Infinity, steadyNow()]
  return {
    written: () => (writtenAt = steadyNow()),
    answered: () => (answeredAt = steadyNow()),
    judge() {
      const at = steadyNow()
      const isBehind = at - answeredAt > BEHIND_MS && at - writtenAt < BEHIND_MS
      if (isBehind) problems.report(CODE, SENTENCE)
      else problems.clear(CODE)
    },
  }
}
