import { halfHourOf, medianOf, timeOfHalfHour } from '../../domain/half-hours.ts'
import { insideOf } from '../../domain/occupancy.ts'
import type { DayCurve } from '../../protocol/methods.ts'
import type { HalfHoursTable } from '../../store/tables/days.ts'
import { listHalfHours } from '../../store/half-hours.ts'
import type { QueryContext } from '../visits/rule-context.ts'
import { occupancyCountersOf } from '../visits/occupancy-counters.ts'

/** Weeks that "usual" is made of: two months, so that one holiday does not show. */
const WEEKS = 8

const WEEK_MS = 7 * 24 * 3_600_000

/** How many were inside at each half hour of today, beside what is usual on this weekday. */
export async function dayCurve({ db, counters, settings, now }: QueryContext): Promise<DayCurve> {
  const { day } = counters.day
  const pastDays = Array.from({ length: WEEKS }, (_, index) => dayBefore(day, (index + 1) * WEEK_MS))
  const rows = await listHalfHours(db, [day, ...pastDays])
  const nowSlot = halfHourOf(now, day, settings.dayRule.timeZone)
  const today = new Map(rows.filter(isOf(day)).map(({ slot, inside }) => [slot, inside]))
  today.set(nowSlot, insideOf(occupancyCountersOf(counters)))
  const past = Map.groupBy(
    rows.filter((row) => row.business_day !== day),
    ({ slot }) => slot,
  )
  const first = settings.dayRule.cutOverHour * 2
  const points = Array.from({ length: 48 }, (_, index) => {
    const slot = first + index
    const usual = medianOf((past.get(slot) ?? []).map(({ inside }) => inside))
    return { time: timeOfHalfHour(slot), inside: today.get(slot) ?? null, usual }
  })
  const weeks = new Set(rows.map((row) => row.business_day)).size - (rows.some(isOf(day)) ? 1 : 0)
  return { businessDay: day, now: nowSlot - first, weeks, points }
}

function dayBefore(day: string, ms: number): string {
  return new Date(Date.parse(day) - ms).toISOString().slice(0, 10)
}

function isOf(day: string): (row: HalfHoursTable) => boolean {
  return (row) => row.business_day === day
}
