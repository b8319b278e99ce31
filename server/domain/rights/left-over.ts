import { daysBetween } from '../business-day.ts'
import { endedBefore } from './buy.ts'
import type { Period, Rights } from './rights.ts'

/** What is left of the times that another plan takes the place of. */
export interface LeftOver {
  /** Days that were bought and would not be used. */
  days: number
  /** What was charged for them, in the smallest unit of the currency; null where nobody has noted what a day cost. */
  cents: number | null
}

/**
 * What is left from a day on, YYYY-MM-DD: the days that are cut off, and of what was charged for each period as much as they are of its days,
 * rounded down. A time without an end has no days that could be left.
 */
export function leftOver(rights: Rights, today: string, day: string): LeftOver {
  const ended = endedBefore(rights, today, day)
  let left: LeftOver = { days: 0, cents: 0 }
  for (const period of rights.periods) {
    const days = daysLost(
      period,
      ended.find(({ id }) => id === period.id),
    )
    if (days > 0) left = { days: left.days + days, cents: sumOf(left.cents, worthOf(period, days)) }
  }
  return left
}

function daysLost({ startsOn, endsOn }: Period, now: Period | undefined): number {
  if (endsOn === null) return 0
  if (now?.endsOn) return daysBetween(now.endsOn, endsOn)
  return startsOn === null ? 0 : daysBetween(startsOn, endsOn) + 1
}

function worthOf({ startsOn, endsOn, priceCents }: Period, days: number): number | null {
  if (priceCents === undefined || startsOn === null || endsOn === null) return null
  return Math.floor((priceCents * days) / (daysBetween(startsOn, endsOn) + 1))
}

function sumOf(one: number | null, other: number | null): number | null {
  return one === null || other === null ? null : one + other
}
