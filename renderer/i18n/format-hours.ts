import { formatHours as writeHours } from '../../server/domain/format-hours.ts'
import type { OpenHours } from '../../server/protocol/rules.ts'
import { formatList } from './format.ts'
import { traitsOf } from './languages.ts'

/** When a plan is good, as people of the language write it: "Mon–Fri 09:00–16:00, Sat 10:00–14:00". */
export function formatHours(hours: readonly OpenHours[], language: string): string {
  return writeHours(hours, traitsOf(language).locale, (parts) => formatList(parts, language))
}
