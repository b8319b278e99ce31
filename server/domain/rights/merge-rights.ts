import { dayAfter, daysBetween } from '../business-day.ts'
import { baseOf, givenBack, heldOn } from './calendar.ts'
import type { Freeze, Period, Rights } from './rights.ts'

/** What a member who is merged into another one brings, as it is there. */
interface Brought {
  periods: Period[]
  freezes: Freeze[]
  /** What is left of freezes that have begun, a freeze of its own each. */
  rest: (Freeze & { of: string })[]
}

/**
 * What `from` bought and paused, so that it comes to the same days beside what `into` has: freezes move all periods of a member, so those
 * of the past have to move each only what they moved before. From today on both are one person, and a frozen day is given back to
 * whatever they bought.
 */
export function broughtRights(into: Rights, from: Rights, today: string, newId: () => string): Brought {
  const moved = givenBack(pastOf(into.freezes, today), today)
  const held = heldOn({ periods: from.periods, freezes: pastOf(from.freezes, today) }, today)
  const unmoved = (day: string, base: string): string => {
    const days = moved.reduce((sum, span) => sum + sharedDays(span, { from: base, to: day }), 0)
    return days === 0 ? day : dayAfter(day, -days)
  }
  const periods = held.map(({ period, from: starts, until }) => {
    const base = baseOf(period)
    const startsOn = starts === null ? null : dayAfter(unmoved(dayAfter(starts, -1), base), 1)
    return { ...period, startsOn, endsOn: until === null ? null : unmoved(until, base) }
  })
  return { periods, ...splitAt(from.freezes, today, newId) }
}

/** Freezes as they were until yesterday. */
function pastOf(freezes: readonly Freeze[], today: string): Freeze[] {
  const yesterday = dayAfter(today, -1)
  return freezes.flatMap((freeze) => {
    if (freeze.startsOn !== null && freeze.startsOn >= today) return []
    const isRunning = freeze.endsOn === null || freeze.endsOn > yesterday
    return [isRunning ? { ...freeze, endsOn: yesterday } : freeze]
  })
}

/** Those that are to come stay; those that have begun give nothing back any more, but for what is left of them. */
function splitAt(
  freezes: readonly Freeze[],
  today: string,
  newId: () => string,
): Pick<Brought, 'freezes' | 'rest'> {
  const yesterday = dayAfter(today, -1)
  const hasBegun = ({ givesBack, startsOn }: Freeze): boolean =>
    givesBack && startsOn !== null && startsOn < today
  const isRunning = ({ endsOn }: Freeze): boolean => endsOn === null || endsOn > yesterday
  return {
    freezes: freezes.map((freeze) => {
      if (!hasBegun(freeze)) return freeze
      return { ...freeze, givesBack: false, endsOn: isRunning(freeze) ? yesterday : freeze.endsOn }
    }),
    rest: freezes
      .filter((freeze) => hasBegun(freeze) && isRunning(freeze))
      .map((freeze) => ({ ...freeze, id: newId(), of: freeze.id, startsOn: today })),
  }
}

interface Span {
  from: string
  to: string
}

function sharedDays(one: Span, other: Span): number {
  const from = one.from > other.from ? one.from : other.from
  const to = one.to < other.to ? one.to : other.to
  return from > to ? 0 : daysBetween(from, to) + 1
}
