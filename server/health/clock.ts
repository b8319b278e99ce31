import type { Clocks, TrustedClock } from '../platform/trusted-clock.ts'
import type { Problems } from './problems.ts'

/** The wall clock went this much another way than time did: somebody set it, or the PC slept. */
const CLOCK_JUMP_MS = 5_000

/** How long a jump of the clock is said: time to read it and to look at the clock. */
const CLOCK_SHOWN_MS = 5 * 60_000

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

export const CLOCK_SUSPECT = 'clock_suspect'

/** Returns a look at the PC's clock: a jump is a trouble for a while, and a clock that is not believed is warned of for as long. */
export function watchClock(
  problems: Problems,
  { now, steadyNow, clock }: Clocks & { clock: Pick<TrustedClock, 'suspectByMs'> },
): () => void {
  let offset = now() - steadyNow()
  let jumpedAt = -Infinity
  return () => {
    const at = steadyNow()
    const jumpMs = now() - at - offset
    // A clock that is slowly put right does not jump.
    offset += jumpMs
    if (Math.abs(jumpMs) > CLOCK_JUMP_MS) {
      jumpedAt = at
      const [seconds, way] = [Math.round(Math.abs(jumpMs) / 1000), jumpMs > 0 ? 'forward' : 'back']
      const sentence = `The clock of this PC went ${seconds} s ${way}. Check its date and time.`
      problems.report(CLOCK_SUSPECT, sentence)
    } else if (at - jumpedAt > CLOCK_SHOWN_MS) problems.clear(CLOCK_SUSPECT)
    const aheadMs = clock.suspectByMs()
    if (aheadMs !== null) problems.warn(CLOCK_SUSPECT, sentenceOf(aheadMs))
    else problems.clearWarning(CLOCK_SUSPECT)
  }
}

function sentenceOf(aheadMs: number): string {
  const [far, way] = [Math.abs(aheadMs), aheadMs > 0 ? 'ahead of' : 'behind']
  const [count, unit] = far < 2 * DAY_MS ? [far / MINUTE_MS, 'minutes'] : [far / DAY_MS, 'days']
  return (
    `The clock of this PC is ${Math.round(count)} ${unit} ${way} the time that the hub knows. Nothing ends or is forgotten by it. ` +
    'Set date and time, or where they are right say so: hub confirm-clock.'
  )
}
