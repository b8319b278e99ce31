import { formatHours as writeHours } from '../../server/domain/format-hours.ts'
import { WEEKDAYS, type OpenHours, type Weekday } from '../../server/protocol/rules.ts'
import { formatList } from './format.ts'
import { traitsOf } from './languages.ts'

/** When a plan is good, as people of the language write it: "Mon–Fri 09:00–16:00, Sat 10:00–14:00". */
export function formatHours(hours: readonly OpenHours[], language: string): string {
  return writeHours(hours, traitsOf(language).locale, (parts) => formatList(parts, language))
}

/** Of a week that began on a Sunday, the first of `WEEKDAYS`. */
const A_SUNDAY = Date.UTC(2023, 0, 1, 12)
const DAY_MS = 86_400_000

/** The days of the week from Monday on, with what they are called for short. */
export function weekdaysOf(language: string): { value: Weekday; label: string }[] {
  const name = new Intl.DateTimeFormat(traitsOf(language).locale, { weekday: 'short', timeZone: 'UTC' })
  const [sunday, ...others] = WEEKDAYS.map((value, at) => ({
    value,
    label: name.format(A_SUNDAY + at * DAY_MS),
  }))
  return sunday ? [...others, sunday] : others
}
