import type { Weekday } from '../protocol/rules.ts'
import { WEEKDAYS } from '../protocol/rules.ts'
import { instantOf, wallClock, type BusinessDayRule } from './business-day.ts'

/** When visits that nobody ended are ended by the hub. Pure; instants are milliseconds since 1970 UTC. */
export interface ClosingRule {
  dayRule: BusinessDayRule
  /**
   * HH:MM on the gym's wall by weekday of the business day, 24:00 for midnight; days that are not in it do not close. A
   * time up to the cut-over hour is that of the night into which the day runs.
   */
  times: ReadonlyMap<Weekday, string>
  /** A visit longer than this is ended at this length; null for none. */
  longestStayMs: number | null
}

/**
 * Whoever goes out this soon after the hub ended their visit is the one who was still there: people dress, and the doors
 * are held open for them. Later, their card brings them in.
 */
export const LATE_LEAVING_MS = 60 * 60_000

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Days looked at in each direction: a gym that closes once a week is found. */
const DAYS_AROUND = 8

/** The first closing after an instant, or null where the gym never closes. */
export function closingAfter(instant: number, rule: ClosingRule): number | null {
  if (rule.times.size === 0) return null
  const known = intervals.get(rule)
  if (known && instant >= known.from && instant < known.to) return known.to
  const around = closingsAround(instant, rule)
  const to = around.find((closing) => closing > instant) ?? null
  const from = around.findLast((closing) => closing <= instant)
  if (to !== null && from !== undefined) intervals.set(rule, { from, to })
  return to
}

/** The last closing that has come by an instant, or null where there was none. */
export function closingUpTo(instant: number, rule: ClosingRule): number | null {
  return closingsAround(instant, rule).findLast((closing) => closing <= instant) ?? null
}

/** When the hub ends the visit of somebody who came, or was seen, at an instant; null for never. */
export function endsBySelf(seenAt: number, rule: ClosingRule): number | null {
  const closing = closingAfter(seenAt, rule)
  const longest = rule.longestStayMs === null ? null : seenAt + rule.longestStayMs
  if (closing === null || longest === null) return closing ?? longest
  return Math.min(closing, longest)
}

/** Whoever was last seen before this instant should have left by `now`. */
export function overdueBefore(now: number, rule: ClosingRule): number {
  const byClosing = closingUpTo(now, rule) ?? -Infinity
  const byStay = rule.longestStayMs === null ? -Infinity : now - rule.longestStayMs + 1
  return Math.max(byClosing, byStay)
}

/** Between which closings the last instant asked about was: nearly every next one is there too. */
const intervals = new WeakMap<ClosingRule, { from: number; to: number }>()

function closingsAround(instant: number, rule: ClosingRule): number[] {
  const midnight = Math.floor(wallClock(instant, rule.dayRule.timeZone) / DAY_MS) * DAY_MS
  const days = Array.from({ length: 2 * DAYS_AROUND + 1 }, (_, index) => index - DAYS_AROUND)
  return days
    .map((day) => closingOf(midnight + day * DAY_MS, rule))
    .filter((closing) => closing !== null)
    .sort((one, other) => one - other)
}

/** The closing of the day whose midnight the wall shows at `midnight`. */
function closingOf(midnight: number, { dayRule, times }: ClosingRule): number | null {
  const time = times.get(WEEKDAYS[new Date(midnight).getUTCDay()] ?? 'sun')
  if (time === undefined) return null
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const minutes = hour * 60 + minute
  const isNextMorning = minutes <= dayRule.cutOverHour * 60
  return instantOf(midnight + minutes * MINUTE_MS + (isNextMorning ? DAY_MS : 0), dayRule.timeZone)
}
