/**
 * The gym's day: from the cut-over hour to the next, in the gym's time zone, so that a night owl's stay counts to the
 * evening it began in. Pure; instants are milliseconds since 1970 UTC.
 */

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export interface BusinessDay {
  /** YYYY-MM-DD of the day that the cut-over hour began. */
  day: string
  /** The first instant that belongs to it. */
  startsAt: number
  /** The first instant that no longer does: 23, 24 or 25 hours later, by the clocks of the zone. */
  endsAt: number
}

export interface BusinessDayRule {
  /** IANA name, e.g. Europe/Berlin. */
  timeZone: string
  /** Hour of the wall clock at which a new day begins, 0 to 23. */
  cutOverHour: number
}

/**
 * The business day that `instant` belongs to: the last one that has begun. Where clocks go back over the cut-over hour, a
 * day that has begun goes on.
 */
export function businessDayAt(instant: number, rule: BusinessDayRule): BusinessDay {
  const wall = wallClock(instant, rule.timeZone)
  const day = new Date(wall - rule.cutOverHour * HOUR_MS).toISOString().slice(0, 10)
  const byClock = businessDayOf(day, rule)
  return instant < byClock.endsAt ? byClock : businessDayOf(dayAfter(day, 1), rule)
}

/** The business day of this date, YYYY-MM-DD. */
export function businessDayOf(day: string, { timeZone, cutOverHour }: BusinessDayRule): BusinessDay {
  const begins = Date.parse(day) + cutOverHour * HOUR_MS
  return { day, startsAt: instantOf(begins, timeZone), endsAt: instantOf(begins + DAY_MS, timeZone) }
}

/** The day so many days after another, both YYYY-MM-DD. */
export function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}

/** The same day so many months later, or that month's last; both YYYY-MM-DD. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0))
  last.setUTCDate(Math.min(date, last.getUTCDate()))
  return last.toISOString().slice(0, 10)
}

/** The months from one day to another of the same date, or null where `to` is not that many after it. */
export function monthsBetween(from: string, to: string): number | null {
  const [year = 0, month = 0] = from.split('-').map(Number)
  const [toYear = 0, toMonth = 0] = to.split('-').map(Number)
  const months = (toYear - year) * 12 + toMonth - month
  return monthsAfter(from, months) === to ? months : null
}

/** Whole days from one day (YYYY-MM-DD) to another; negative where `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** What the clock on the wall shows, as if it were UTC milliseconds. */
export function wallClock(instant: number, timeZone: string): number {
  return instant + offsetAt(instant, timeZone)
}

/**
 * The instant at which the wall shows `wall`, the first of two. An hour that does not exist gives the first instant after
 * the gap.
 */
export function instantOf(wall: number, timeZone: string): number {
  const early = wall - offsetAt(wall - DAY_MS, timeZone)
  if (wallClock(early, timeZone) === wall) return early
  const late = wall - offsetAt(wall + DAY_MS, timeZone)
  if (wallClock(late, timeZone) === wall) return late
  return gapEnd(late, early, timeZone)
}

/** The first instant of the new offset between two instants around a jump of the clocks; to the second. */
function gapEnd(before: number, after: number, timeZone: string): number {
  const old = offsetAt(before, timeZone)
  let low = before
  let high = after
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2000) * 1000
    if (offsetAt(middle, timeZone) === old) low = middle
    else high = middle
  }
  return high
}

/** Making a formatter costs a thousand times more than using one. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function offsetAt(instant: number, timeZone: string): number {
  let formatter = formatters.get(timeZone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formatters.set(timeZone, formatter)
  }
  const part = Object.fromEntries(
    formatter.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(instant / 1000) * 1000
}
