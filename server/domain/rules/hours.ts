import { WEEKDAYS, type OpenHours, type Weekday } from '../../protocol/rules.ts'
import { wallClock } from '../business-day.ts'
import type { Rule } from './rule.ts'

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** A plan may be good at some hours. */
export const hoursRule: Rule = {
  refusals({ access }, { instant, timeZone }) {
    const hours = access?.hours ?? null
    if (hours === null || isWithinHours(hours, instant, timeZone)) return []
    return [{ reason: 'outside_hours', rule: { kind: 'hours', hours } }]
  },
}

/**
 * True where one of the hours holds the instant, by the clock on the gym's wall: an hour that the clocks skip is never
 * there, one that they repeat is there twice.
 */
export function isWithinHours(hours: readonly OpenHours[], instant: number, timeZone: string): boolean {
  const wall = new Date(wallClock(instant, timeZone))
  const minute = wall.getUTCHours() * 60 + wall.getUTCMinutes()
  const today = WEEKDAYS[wall.getUTCDay()] ?? 'sun'
  const yesterday = WEEKDAYS[new Date(wall.getTime() - DAY_MINUTES * MINUTE_MS).getUTCDay()] ?? 'sun'
  return hours.some((open) => holds(open, today, minute) || holds(open, yesterday, minute + DAY_MINUTES))
}

/** `minute` counts from the midnight that began `day`; hours that end the next day reach beyond its end. */
function holds({ days, from, to }: OpenHours, day: Weekday, minute: number): boolean {
  if (!days.includes(day)) return false
  const start = minuteOf(from)
  const end = minuteOf(to)
  return minute >= start && minute < (end > start ? end : end + DAY_MINUTES)
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
