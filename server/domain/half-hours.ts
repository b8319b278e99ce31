import { wallClock } from './business-day.ts'

/** Half hours of a business day by the clock on the gym's wall: 0 is its first midnight, 37 is 18:30, 51 is 1:30 at night. */

const HALF_HOUR_MS = 30 * 60_000
const HALF_HOURS_A_DAY = 48

/** The half hour of the business day `day` (YYYY-MM-DD) that an instant is in. One that the clocks repeat is one. */
export function halfHourOf(instant: number, day: string, timeZone: string): number {
  return Math.floor((wallClock(instant, timeZone) - Date.parse(day)) / HALF_HOUR_MS)
}

/** What the wall shows at the beginning of a half hour: HH:MM. */
export function timeOfHalfHour(slot: number): string {
  const ofDay = slot % HALF_HOURS_A_DAY
  return `${String(Math.floor(ofDay / 2)).padStart(2, '0')}:${ofDay % 2 === 0 ? '00' : '30'}`
}

/** The value in the middle, the lower one of two; null of none. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}
