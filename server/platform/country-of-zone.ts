import { setImmediate as nextTurn } from 'node:timers/promises'
import { COUNTRIES } from '../domain/phone.ts'

/** Countries that are looked at in one go: some milliseconds, for what each asks of the system's own tables. */
const COUNTRIES_A_TURN = 10

/** Node 20 has the zones of a country as a property, later ones as a function. */
type CountryLocale = Intl.Locale & { getTimeZones?: () => string[] | undefined; timeZones?: string[] }

/** The country in which a time zone lies, ISO 3166 in two letters; null for a zone of no country, such as UTC. */
export async function countryOfZone(timeZone: string): Promise<string | null> {
  const { timeZone: zone } = new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions()
  for (const [at, country] of COUNTRIES.entries()) {
    if (at % COUNTRIES_A_TURN === 0) await nextTurn()
    if (zonesOf(country).includes(zone)) return country
  }
  return null
}

function zonesOf(country: string): readonly string[] {
  const locale = new Intl.Locale(`und-${country}`) as CountryLocale
  return locale.getTimeZones?.() ?? locale.timeZones ?? []
}
