import { headerKey } from './header-key.ts'

/** Dates as people and programs write them. */

/** Which of two numbers is the day, where the year comes last. */
type DayOrder = 'DMY' | 'MDY'

/** What a cell says of the dates of its column. */
export type DateShape =
  /** It can be read in one way: 2026-11-23, 23 Nov 2026, 23.11.2026, 46349. */
  | 'clear'
  /** Only with the day first: 23/11/2026. */
  | DayOrder
  /** In both ways: 03/04/2026. */
  | 'open'
  /** 03/03/2026: in both ways the same. */
  | 'same'
  /** Words and figures for no date: 00/00/0000. */
  | 'none'

const NO_DATE = new Set(['00000000', '0000', '19000101', '01011900', '010', '100', '01001900', '101900'])

/** Excel counts days since the end of 1899; the numbers of 1927 to 2064. */
const SERIAL = /^([1-5]\d{4})(?:[.,]\d+)?$/
const EXCEL_EPOCH = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000

/** What may stand behind a day: a time and a zone. */
const TIME = /[ T]+\d{1,2}[:.h]\d{2}.*$/

const YEAR_FIRST = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/
const COMPACT = /^((?:19|20)\d{2})(\d{2})(\d{2})$/
const YEAR_LAST = /^(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})$/
const NAMED_DAY_FIRST =
  /^(?:\p{L}+\.?,? )?(\d{1,2})(?:st|nd|rd|th|er|º|\.)?[ -]*(?:de )?(\p{L}+)\.?,?[ -]*(?:de )?(\d{4}|\d{2})$/iu
const NAMED_MONTH_FIRST = /^(?:\p{L}+,? )?(\p{L}+)\.?[ -]*(\d{1,2})(?:st|nd|rd|th)?,?[ -]+(\d{4}|\d{2})$/iu

/** How the names of months begin, in the languages that we read; those alike in two are once. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'ene', 'januar', 'janv'],
  ['feb', 'fev', 'fevr'],
  ['mar', 'mars', 'marz', 'maerz', 'mrz'],
  ['apr', 'abr', 'avr'],
  ['may', 'mai', 'mayo', 'maio'],
  ['jun', 'juin'],
  ['jul', 'juil'],
  ['aug', 'ago', 'aout'],
  ['sep', 'sept', 'set'],
  ['oct', 'okt', 'out'],
  ['nov'],
  ['dec', 'dez', 'dic'],
]

/** What a cell says of its column, or null where it is no date at all. */
export function dateShapeOf(cell: string): DateShape | null {
  const text = cell.replace(TIME, '').trim()
  if (isNoDate(text)) return 'none'
  const last = YEAR_LAST.exec(text)
  if (!last) return readClear(text) === null ? null : 'clear'
  const [, one = '', sign, two = '', year = ''] = last
  // Two digits everywhere: 26-11-23 may begin with its year, and nobody can tell.
  const isDayFirst = dayOf(yearOf(year), two, one) !== null
  const isMonthFirst = dayOf(yearOf(year), one, two) !== null
  if (!isDayFirst && !isMonthFirst) return null
  // With dots the day comes first, wherever they are written.
  if (sign === '.') return isDayFirst ? 'clear' : null
  if (isDayFirst && isMonthFirst) return Number(one) === Number(two) ? 'same' : 'open'
  return isDayFirst ? 'DMY' : 'MDY'
}

/** True for what stands where no date is. */
function isNoDate(text: string): boolean {
  if (/^[\s/.-]+$/.test(text)) return true
  return /^[\d\s/.-]+$/.test(text) && /[/.-]/.test(text) && NO_DATE.has(text.replace(/\D/g, ''))
}

interface Reading {
  order: DayOrder | null
  /** A year of two digits lies before this day: that of a birthday. */
  before?: string
}

/**
 * The day of a cell as YYYY-MM-DD, '' where it says that there is none. Null where it is no date, or could be two and
 * `order` does not say which.
 */
export function readDate(cell: string, { order, before }: Reading): string | null {
  const text = cell.replace(TIME, '').trim()
  if (text === '' || isNoDate(text)) return ''
  const last = YEAR_LAST.exec(text)
  if (!last) return readClear(text, before)
  const [, one = '', sign, two = '', short = ''] = last
  const year = yearOf(short, before)
  if (sign === '.') return dayOf(year, two, one)
  const readings = { DMY: dayOf(year, two, one), MDY: dayOf(year, one, two) }
  if (order !== null) return readings[order]
  if (readings.DMY !== null && readings.MDY !== null) {
    return readings.DMY === readings.MDY ? readings.DMY : null
  }
  return readings.DMY ?? readings.MDY
}

function readClear(text: string, before?: string): string | null {
  const [, year = '', month = '', day = ''] = YEAR_FIRST.exec(text) ?? COMPACT.exec(text) ?? []
  if (year !== '') return dayOf(year, month, day)
  const serial = SERIAL.exec(text)?.[1]
  if (serial !== undefined) return new Date(EXCEL_EPOCH + Number(serial) * DAY_MS).toISOString().slice(0, 10)
  const dayFirst = NAMED_DAY_FIRST.exec(text)
  if (dayFirst) return namedDay(dayFirst[3], dayFirst[2], dayFirst[1], before)
  const monthFirst = NAMED_MONTH_FIRST.exec(text)
  return monthFirst ? namedDay(monthFirst[3], monthFirst[1], monthFirst[2], before) : null
}

function namedDay(year = '', name = '', day = '', before?: string): string | null {
  const key = headerKey(name)
  const month = MONTHS.findIndex((beginnings) => beginnings.some((begins) => key.startsWith(begins))) + 1
  return month === 0 ? null : dayOf(yearOf(year, before), String(month), day)
}

/** Two digits are of this century, unless a birthday would be to come then. */
function yearOf(year: string, before?: string): string {
  if (year.length === 4) return year
  const ours = `20${year}`
  return before !== undefined && ours >= before.slice(0, 4) ? `19${year}` : ours
}

/** The day, if there is one; a calendar has no 30 February. */
function dayOf(year: string, month: string, day: string): string | null {
  const said = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${said}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== said ? null : said
}

/** The day before. */
export function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10)
}
