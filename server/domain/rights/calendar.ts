import { dayAfter, daysBetween } from '../business-day.ts'
import type { Freeze, Period, Rights } from './rights.ts'

/** How freezes move what was bought: each frozen day is one more at the end, once, however freezes overlap. */

/** Days from one to another, both included; the first may be since ever. */
interface Span {
  from: string
  to: string
}

/** Before any day, and after: days are compared as texts. */
export const EVER = '0000-00-00'
export const NEVER = '9999-99-99'

/** The days that are given back, apart and in their order. An open freeze has lasted until `today`, as far as anybody knows. */
export function givenBack(freezes: readonly Freeze[], today: string): Span[] {
  if (freezes.length === 0) return []
  return joined(
    freezes.flatMap(({ givesBack, startsOn, endsOn }) =>
      givesBack && startsOn !== null ? [{ from: startsOn, to: endsOn ?? today }] : [],
    ),
  )
}

/** The spans as such that neither overlap nor touch, in their order; those without a day are left out. */
export function joined(spans: readonly Span[]): Span[] {
  const apart: Span[] = []
  const ordered = spans.filter(({ from, to }) => from <= to).sort((a, b) => (a.from < b.from ? -1 : 1))
  for (const span of ordered) {
    const last = apart.at(-1)
    const isApart = last === undefined || (last.to !== NEVER && span.from > dayAfter(last.to, 1))
    if (isApart) apart.push({ ...span })
    else if (span.to > last.to) last.to = span.to
  }
  return apart
}

/** The day to which freezes have moved a day of something that counts from `base`: the same, or later. */
function moved(day: string, base: string, given: readonly Span[]): string {
  let to = day
  for (const span of given) {
    const from = span.from > base ? span.from : base
    if (span.to < from) continue
    if (from > to) break
    to = dayAfter(to, daysBetween(from, span.to) + 1)
  }
  return to
}

/** The day that freezes have moved to this one; null for a frozen day, to which none is moved. */
export function movedFrom(day: string, base: string, given: readonly Span[]): string | null {
  let from = day
  for (const span of given) {
    const first = span.from > base ? span.from : base
    if (span.to < first || first > day) continue
    if (span.to >= day) return null
    from = dayAfter(from, -(daysBetween(first, span.to) + 1))
  }
  return from
}

/** A period as it lies in the real calendar. */
export interface Held {
  period: Period
  from: string | null
  until: string | null
}

/** All periods as freezes have moved them by `today`. */
export function heldOn({ periods, freezes }: Pick<Rights, 'periods' | 'freezes'>, today: string): Held[] {
  const given = givenBack(freezes, today)
  return periods.map((period) => {
    const { startsOn, endsOn } = period
    if (given.length === 0) return { period, from: startsOn, until: endsOn }
    const base = baseOf(period)
    // It begins the day after the one before it has ended: a freeze of its own first days moves its end alone.
    const from = startsOn === null ? null : dayAfter(moved(dayAfter(startsOn, -1), base, given), 1)
    return { period, from, until: endsOn === null ? null : moved(endsOn, base, given) }
  })
}

/** The day from which freezes move a period. */
export function baseOf({ countsFrom, startsOn }: Period): string {
  return countsFrom ?? startsOn ?? EVER
}
