import type { TFunction } from 'i18next'
import { digitsOf, formatMoney as writeMoney } from '../../server/domain/format-money.ts'
import type { Money } from '../../server/protocol/rules.ts'
import { isolate } from './isolate.ts'
import { traitsOf } from './languages.ts'

const MS_PER_DAY = 86_400_000
const MS_PER_MINUTE = 60_000
const MINUTES_PER_HOUR = 60

/** A time zone that this machine knows: the given one, or UTC where the gym's is not known (yet). */
export function knownTimeZone(timeZone: string | undefined): string {
  if (timeZone === undefined) return 'UTC'
  let known = zones.get(timeZone)
  if (known === undefined) {
    known = isKnown(timeZone) ? timeZone : 'UTC'
    zones.set(timeZone, known)
  }
  return known
}

/** Looking a zone up takes as long as drawing a row: each is looked up once. */
const zones = new Map<string, string>()

function isKnown(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}

const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
const WEEKDAY = { weekday: 'long', day: 'numeric', month: 'long' } as const
const DAY = { day: 'numeric', month: 'long' } as const
const DAY_AND_YEAR = { ...DAY, year: 'numeric' } as const
const NUMBERS = { year: 'numeric', month: '2-digit', day: '2-digit' } as const

/** Hour and minute in the gym's time zone, always two digits each: 18:42, 07:05. */
export function formatTime(at: string | number, timeZone: string, language: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  return formatter(language, timeZone, TIME).format(date)
}

/** The weekday and day of a moment in the gym's time zone: Monday 23 November. */
export function formatWeekday(at: number, timeZone: string, language: string): string {
  return formatter(language, timeZone, WEEKDAY).format(at)
}

/** The day of a moment in the gym's time zone, as YYYY-MM-DD. */
export function dayOf(at: string | number, timeZone: string): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  const [day = '', month = '', year = ''] = formatter('en', timeZone, NUMBERS).format(date).split('/')
  return `${year.padStart(4, '0')}-${month}-${day}`
}

/** A day given as YYYY-MM-DD: 19 November; with its year where it is not today's. */
export function formatDay(day: string, today: string, language: string): string {
  const at = middayOf(day)
  if (Number.isNaN(at)) return day
  const isThisYear = day.slice(0, 4) === today.slice(0, 4)
  return formatter(language, 'UTC', isThisYear ? DAY : DAY_AND_YEAR).format(at)
}

/** Any leap year, for a day without a year. */
const LEAP_YEAR = '2000-'

/** A birthday given as YYYY-MM-DD or MM-DD: 3 February 1990, or without its year where that is not known. */
export function formatBirthday(birthday: string, language: string): string {
  const hasYear = birthday.length > 'MM-DD'.length
  const at = middayOf(hasYear ? birthday : LEAP_YEAR + birthday)
  if (Number.isNaN(at)) return birthday
  return formatter(language, 'UTC', hasYear ? DAY_AND_YEAR : DAY).format(at)
}

/** A moment as the gym would say it: 18:42 today, "yesterday, 19:05", or "18 November, 19:05". */
export function formatMoment(at: string, today: string, timeZone: string, language: string): string {
  const time = formatTime(at, timeZone, language)
  const day = dayOf(at, timeZone)
  const days = daysBetween(today, day)
  // A gym's day goes on after midnight: a moment of tomorrow's date is one of tonight.
  if (days === 0 || days === 1) return time
  const dayInWords = days === -1 ? formatRelativeDays(days, language) : formatDay(day, today, language)
  return formatList([dayInWords, time], language)
}

/** For so long the time of day by itself says of which day it is. */
const ONE_OF_ITS_TIME_MINUTES = 12 * 60

/** Since when somebody is here, as of `now`, milliseconds since 1970 UTC: 18:42, or "yesterday, 08:40" where that was half a day ago. */
export function formatSince(at: string, now: number, timeZone: string, language: string): string {
  if (minutesSince(at, now) < ONE_OF_ITS_TIME_MINUTES) return formatTime(at, timeZone, language)
  return formatMoment(at, dayOf(now, timeZone), timeZone, language)
}

/** Whole days from one day to another, both YYYY-MM-DD; negative where the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((middayOf(to) - middayOf(from)) / MS_PER_DAY)
}

/** A number of days from today in words: today, tomorrow, "in 3 days", "4 days ago". */
export function formatRelativeDays(days: number, language: string): string {
  return new Intl.RelativeTimeFormat(localeOf(language), { numeric: 'auto' }).format(days, 'day')
}

/** Whole minutes since a moment; never negative, as two machines' clocks may differ a little. */
export function minutesSince(from: string, now: number): number {
  const minutes = Math.floor((now - Date.parse(from)) / MS_PER_MINUTE)
  return Number.isFinite(minutes) ? Math.max(0, minutes) : 0
}

/** A stay in words: 48 min, 1 h 12 min, 3 h. */
export function formatDuration(minutes: number, t: TFunction): string {
  const hours = Math.floor(minutes / MINUTES_PER_HOUR)
  const rest = minutes % MINUTES_PER_HOUR
  if (hours === 0) return t('duration.minutes', { minutes: rest })
  if (rest === 0) return t('duration.hours', { hours })
  return t('duration.hoursMinutes', { hours, minutes: rest })
}

/** How old news are: "12 s", then whole minutes as in formatDuration. */
export function formatAge(ms: number, t: TFunction): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < MINUTES_PER_HOUR) return t('duration.seconds', { seconds })
  return formatDuration(Math.floor(seconds / MINUTES_PER_HOUR), t)
}

/** A whole number with the language's separators: 1,204. */
export function formatNumber(value: number, language: string): string {
  return new Intl.NumberFormat(localeOf(language)).format(value)
}

/** Parts of a list with the language’s comma, each in its own direction; empty ones are left out. */
export function formatList(parts: readonly string[], language: string): string {
  return joined(parts, traitsOf(language).comma, language)
}

/** Parts side by side, as "Front desk · Main entrance"; the same in all else. */
export function formatRow(parts: readonly string[], language: string): string {
  return joined(parts, ' · ', language)
}

function joined(parts: readonly string[], between: string, language: string): string {
  return parts
    .filter((part) => part !== '')
    .map((part) => isolate(part, language))
    .join(between)
}

/** An amount in the gym's currency, or without one: €49.00, 49.00. */
export function formatMoney(money: Money, language: string): string {
  return writeMoney(money, localeOf(language))
}

/** The same amount as people type it, with the point or the comma of the language: 49,00. */
export function typedMoney({ cents, currency }: Money, language: string): string {
  const digits = digitsOf(currency)
  const asTyped = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false }
  return new Intl.NumberFormat(localeOf(language), asTyped).format(cents / 10 ** digits)
}

const localeOf = (language: string): string => traitsOf(language).locale

const middayOf = (day: string): number => Date.parse(`${day}T12:00:00Z`)

const formatters = new Map<Intl.DateTimeFormatOptions, Map<string, Intl.DateTimeFormat>>()

/** Making a formatter is slow and a desk shows hundreds of times: each is made once. `options` is one of the constants above. */
function formatter(
  language: string,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const ofOptions = formatters.get(options) ?? new Map<string, Intl.DateTimeFormat>()
  formatters.set(options, ofOptions)
  const key = `${language} ${timeZone}`
  let made = ofOptions.get(key)
  if (!made) {
    made = new Intl.DateTimeFormat(localeOf(language), { ...options, timeZone })
    ofOptions.set(key, made)
  }
  return made
}
