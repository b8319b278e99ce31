import type { DemoVisit } from './visits.ts'
import { businessDayAt, type BusinessDayRule } from '../domain/business-day.ts'
import { halfHourOf } from '../domain/half-hours.ts'
import type { HalfHoursTable } from '../store/tables/days.ts'

const HALF_HOUR_MS = 30 * 60_000

/** How many demo members were inside at the beginning of each half hour, from their first visit until now. */
export function halfHoursOf(
  visits: readonly DemoVisit[],
  now: number,
  rule: BusinessDayRule,
): HalfHoursTable[] {
  const first = Math.floor((visits[0]?.inAt ?? now) / HALF_HOUR_MS)
  const inside = Array.from({ length: Math.floor(now / HALF_HOUR_MS) - first + 1 }, () => 0)
  for (const { inAt, outAt } of visits) {
    const from = Math.ceil(inAt / HALF_HOUR_MS)
    const to = Math.floor((outAt ?? now) / HALF_HOUR_MS)
    for (let at = from; at <= to; at += 1) inside[at - first] = (inside[at - first] ?? 0) + 1
  }
  return inside.map((count, index) => {
    const instant = (first + index) * HALF_HOUR_MS
    const { day } = businessDayAt(instant, rule)
    return { business_day: day, slot: halfHourOf(instant, day, rule.timeZone), inside: count }
  })
}
