import { planKey, type GymSettings } from '../domain/gym-settings.ts'
import type { BusinessDayRule } from '../domain/business-day.ts'
import type { ClosingRule } from '../domain/closing.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { Weekday } from '../protocol/rules.ts'
import { SETTINGS_FILE } from './settings-file.ts'
import type { DecodedSettings } from './settings-table.ts'
import { ownTimeZone } from './time-zone.ts'

/** The gym as the hub knows it. Throws a SettingError where a plan names a place that is none. */
export function gymOf(settings: DecodedSettings): GymSettings {
  requireKnownPlaces(settings)
  const { cutOverHour, timeZone = ownTimeZone() } = settings
  const dayRule = { timeZone, cutOverHour }
  return {
    name: settings.gymName,
    dayRule,
    defaultLocation: settings.defaultLocation,
    locations: settings.locations,
    plans: new Map(Object.entries(settings.plans).map(([name, rules]) => [planKey(name), rules])),
    graceDays: settings.graceDays,
    debtAllowedCents: settings.debtAllowedCents,
    currency: settings.currency,
    capacity: {
      places: settings.capacity,
      isHard: settings.capacityIsHard,
      warnAtPercent: settings.capacityWarnings.toSorted((one, other) => one - other),
    },
    antiPassbackMinutes: settings.antiPassbackMinutes,
    overrideReasons: settings.overrideReasons,
    repeatWindowMs: settings.repeatWindowMs,
    closing: closingOf(settings, dayRule),
    probablyGoneAfterMs: inMs(settings.probablyGoneHours),
  }
}

const HOUR_MS = 3_600_000

function inMs(hours: number | null): number | null {
  return hours === null ? null : Math.round(hours * HOUR_MS)
}

function closingOf(settings: DecodedSettings, dayRule: BusinessDayRule): ClosingRule {
  const times = Object.entries(settings.closingTime ?? {}) as [Weekday, string][]
  return { dayRule, times: new Map(times), longestStayMs: inMs(settings.longestStayHours) }
}

/** A plan bound to a place that no desk can be at would let nobody in, and nobody would know why. */
function requireKnownPlaces({ plans, locations }: DecodedSettings): void {
  for (const [name, plan] of Object.entries(plans)) {
    const unknown = plan.locations?.find((location) => !locations.includes(location))
    if (unknown === undefined) continue
    throw new SettingError(
      `${SETTINGS_FILE}: the plan "${name}" names "${unknown}", which is not in locations.`,
    )
  }
}
