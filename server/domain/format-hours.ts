import { WEEKDAYS, type OpenHours } from '../protocol/rules.ts'

/** 1 January 2023 was a Sunday, the first of `WEEKDAYS`. */
const A_SUNDAY = Date.UTC(2023, 0, 1, 12)
const DAY_MS = 86_400_000

/** Puts the parts of a list together as the language does. */
type List = (parts: readonly string[]) => string

const withCommas: List = (parts) => parts.join(', ')

/** When a plan is good, as short as people write it: "Mon–Fri 09:00–16:00, Sat 10:00–14:00". */
export function formatHours(hours: readonly OpenHours[], locale: string, list = withCommas): string {
  const name = new Intl.DateTimeFormat(locale, { weekday: 'short', timeZone: 'UTC' })
  const nameOf = (day: number): string => name.format(A_SUNDAY + day * DAY_MS)
  return list(hours.map(({ days, from, to }) => `${daysText(days, nameOf, list)} ${from}–${to}`))
}

/** Days in a row as their first and last, the week beginning on Monday. */
function daysText(days: OpenHours['days'], nameOf: (day: number) => string, list: List): string {
  const numbers = [1, 2, 3, 4, 5, 6, 7].filter((day) => days.includes(WEEKDAYS[day % 7] ?? 'sun'))
  const rows: number[][] = []
  for (const day of numbers) {
    const row = rows.at(-1)
    if (row?.at(-1) === day - 1) row.push(day)
    else rows.push([day])
  }
  const spans = rows
    .map((row) => [row[0], row.length > 1 ? row.at(-1) : undefined].filter((day) => day !== undefined))
    .map((ends) => ends.map(nameOf).join('–'))
  return list(spans)
}
