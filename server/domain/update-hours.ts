import type { BusinessDayRule } from './business-day.ts'
import { wallClock } from './business-day.ts'
import { closingAfter, type ClosingRule } from './closing.ts'

/** When PCs of the gym may start anew for a newer version: HH:MM on the gym's wall, `to` after `from` or in the next night. */
export interface UpdateHours {
  from: string
  to: string
}

const MINUTE_MS = 60_000
const DAY_MINUTES = 24 * 60

/** True within the hours, unless the gym has yet to close before they end. Pure; the instant is milliseconds since 1970 UTC. */
export function mayInstallAt(instant: number, { from, to }: UpdateHours, closing: ClosingRule): boolean {
  const minute = minuteOfDay(instant, closing.dayRule)
  const length = lengthOf({ from, to })
  const since = (minute - minutesOf(from) + DAY_MINUTES) % DAY_MINUTES
  if (since >= length) return false
  const closesAt = closingAfter(instant, closing)
  return closesAt === null || closesAt >= instant + (length - since) * MINUTE_MS
}

/** Whole minutes from the one to the other; the same minute means a whole day. */
export function lengthOf({ from, to }: UpdateHours): number {
  return (minutesOf(to) - minutesOf(from) + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES
}

function minuteOfDay(instant: number, { timeZone }: BusinessDayRule): number {
  return Math.floor(wallClock(instant, timeZone) / MINUTE_MS) % DAY_MINUTES
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  return hour * 60 + minute
}
