import { instantOf, wallClock } from '../../../server/domain/business-day.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/**
 * The first instant after `instant` at which the gym's wall shows a time (18:40, 1840 or 9:05), or null where that is no
 * time. The minute of `instant` itself counts as after it.
 */
export function firstAfter(time: string, instant: number, timeZone: string): number | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})[:.]?(\d{2})$/.exec(time.trim()) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null
  const wall = wallClock(instant, timeZone)
  const sameDay = Math.floor(wall / DAY_MS) * DAY_MS + (Number(hour) * 60 + Number(minute)) * MINUTE_MS
  const isBefore = sameDay < Math.floor(wall / MINUTE_MS) * MINUTE_MS
  return Math.max(instant, instantOf(isBefore ? sameDay + DAY_MS : sameDay, timeZone))
}
