import { clockApart, FARTHEST_APART_MS } from '../domain/clock-apart.ts'
import type { Clocks } from '../platform/trusted-clock.ts'
import type { Problems } from './problems.ts'

const CODE = 'clock_apart'

/**
 * Returns what judges this machine's clock by that of the database. Desks are sent to hubs whose clock is right: a hub whose own clock
 * has been set since both agreed is not ready. Where it is the database's that was set, all hubs only warn.
 */
export function watchClockApart(
  problems: Problems,
  { now, steadyNow }: Clocks,
): (reading: { before: number; database: number }) => void {
  let agreedOffset = now() - steadyNow()
  return ({ before, database }) => {
    const after = now()
    const offset = after - steadyNow()
    const sentence = clockApart({ before, database, after })
    problems.clear(CODE)
    // A clock that was set while the database was asked is no clock that agrees with it.
    if (sentence === null) agreedOffset = Math.abs(after - before) > FARTHEST_APART_MS ? agreedOffset : offset
    else if (Math.abs(offset - agreedOffset) > FARTHEST_APART_MS) problems.report(CODE, sentence)
    else problems.warn(CODE, sentence)
  }
}
