import { dayAfter } from '../business-day.ts'
import { heldOn } from './calendar.ts'
import type { Freeze, Rights } from './rights.ts'

/** Days on which the gym is shut, both included, YYYY-MM-DD. */
export interface ShutSpan {
  from: string
  until: string
}

/**
 * Which of the days on which the gym is shut a member gets back, in spans: from the first on which something they bought, and which ends,
 * would have let them in. The days after it count too, though their plan has ended by then: the one that was lost is moved past all of them.
 * Not those on which they came, nor those of a freeze that whoever wrote the end has counted in.
 */
export function creditedDays(
  rights: Rights,
  { from, until }: ShutSpan,
  { today, cameOn }: { today: string; cameOn: ReadonlySet<string> },
): ShutSpan[] {
  // An open freeze may last until then: what it moves the end to is the member's.
  const held = heldOn(rights, today > until ? today : until).filter(
    ({ until: last, period }) => last !== null && (period.visitsLeft === null || period.visitsLeft > 0),
  )
  if (held.length === 0) return []
  const isHit = (day: string): boolean =>
    held.some((each) => (each.from ?? '') <= day && day <= (each.until ?? ''))
  const spans: ShutSpan[] = []
  let isHitSoFar = false
  for (let day = from; day <= until; day = dayAfter(day, 1)) {
    isHitSoFar ||= isHit(day)
    if (!isHitSoFar || cameOn.has(day) || isCountedIn(rights.freezes, day)) continue
    const last = spans.at(-1)
    if (last && dayAfter(last.until, 1) === day) last.until = day
    else spans.push({ from: day, until: day })
  }
  return spans
}

function isCountedIn(freezes: readonly Freeze[], day: string): boolean {
  return freezes.some(
    ({ givesBack, startsOn, endsOn }) =>
      (!givesBack || startsOn === null) && (startsOn ?? '') <= day && day <= (endsOn ?? day),
  )
}
