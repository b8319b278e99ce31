import { instantOf, wallClock } from './business-day.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** The next instant after `now` at which the gym's clock shows `time` (HH:MM): today, or else tomorrow. */
export function nextTime(time: string, now: number, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const midnight = Math.floor(wallClock(now, timeZone) / DAY_MS) * DAY_MS
  const ofToday = midnight + (hours * 60 + minutes) * MINUTE_MS
  const today = instantOf(ofToday, timeZone)
  return today > now ? today : instantOf(ofToday + DAY_MS, timeZone)
}
