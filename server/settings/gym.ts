import { z } from 'zod'
import { planKey } from '../commands/rule-context.ts'
import type { GymSettings } from '../domain/gym-settings.ts'
import { decodeSetting } from './decode.ts'
import type { BusinessDayRule } from '../domain/business-day.ts'
import { lengthOf } from '../domain/update-hours.ts'
import type { ClosingRule } from '../domain/closing.ts'
import { MAX_LOCATION_CHARACTERS, MAX_NAME_CHARACTERS } from '../protocol/limits.ts'
import { WEEKDAYS, type Weekday } from '../protocol/rules.ts'
import { SettingError } from '../platform/setting-error.ts'
import { readSettingsFile, SETTINGS_FILE } from './settings-file.ts'

/** The port of the network side: beside the usual one for TLS, which is often taken. */
const DEFAULT_LAN_PORT = 8443

/** The longest stay where the gym sets none: nobody trains for half a day, and by the next morning everyone is out. */
const DEFAULT_LONGEST_STAY_HOURS = 12

/** The time after which somebody is probably gone where the gym sets none: twice a long training. */
const DEFAULT_PROBABLY_GONE_HOURS = 4

/** Repeat window where the gym sets none: a card held a moment too long, not a member who turned on their heel. */
const DEFAULT_REPEAT_WINDOW_MS = 5_000
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time such as 09:00' })
const endOfDay = time.or(z.literal('24:00'))
const place = z.string().min(1).max(MAX_LOCATION_CHARACTERS)

const openHours = z.strictObject({
  days: z.array(z.enum(WEEKDAYS)).min(1),
  from: time,
  to: endOfDay,
})

/** Longest grace: whoever needs more has sold another plan. */
const MAX_GRACE_DAYS = 366
const graceDays = z.int().min(0).max(MAX_GRACE_DAYS)

/** Longest time between two entries: a day, so that a plan can be good once a day. */
const MAX_PASSBACK_MINUTES = 24 * 60

/** Reasons for letting somebody in that a desk can show without scrolling. */
const MAX_OVERRIDE_REASONS = 12
/** One time for every day, or one by weekday. */
const closingTimes = endOfDay
  .transform((every) => Object.fromEntries(WEEKDAYS.map((day) => [day, every])))
  .or(z.partialRecord(z.enum(WEEKDAYS), endOfDay))

const planFile = z.strictObject({
  hours: z.array(openHours).min(1).nullable().default(null),
  locations: z.array(place).min(1).nullable().default(null),
  graceDays: graceDays.nullable().default(null),
})

const lanFile = z.strictObject({
  on: z.boolean().default(false),
  port: z.int().min(1).max(65_535).default(DEFAULT_LAN_PORT),
  addresses: z
    .array(z.union([z.ipv4(), z.ipv6()]))
    .min(1)
    .nullable()
    .default(null),
  certificateFile: z.string().min(1).optional(),
  keyFile: z.string().min(1).optional(),
})

/** Hours in which hardly any gym is open, where a gym sets none. */
const NIGHT = { from: '03:00', to: '05:00' }

/** Each PC looks once in a quarter of an hour, and loads before it installs. */
const MIN_UPDATE_MINUTES = 30

const updatesFile = z
  .strictObject({
    address: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://updates.example/' })
      .nullable()
      .default(null),
    from: time.default(NIGHT.from),
    to: endOfDay.default(NIGHT.to),
  })
  .refine((hours) => lengthOf(hours) >= MIN_UPDATE_MINUTES, {
    error: `must be at least ${MIN_UPDATE_MINUTES} minutes`,
  })

const gymSettingsFile = z.strictObject({
  updates: updatesFile.default(updatesFile.parse({})),
  lan: lanFile.default(lanFile.parse({})),
  gymName: z.string().min(1).max(100).default('AV Gym'),
  timeZone: z
    .string()
    .refine(isTimeZone, { error: 'must be an IANA time zone such as Europe/Berlin' })
    .optional(),
  cutOverHour: z.int().min(0).max(23).default(4),
  defaultLocation: z.string().max(100).default('Main entrance'),
  locations: z.array(place).default([]),
  plans: z.record(z.string(), planFile).default({}),
  capacity: z.int().positive().nullable().default(null),
  capacityIsHard: z.boolean().default(false),
  capacityWarnings: z.array(z.int().min(1).max(99)).max(5).default([80, 90]),
  graceDays: graceDays.default(0),
  debtAllowedCents: z.int().min(0).default(0),
  currency: z
    .string()
    .refine(isCurrency, { error: 'must be a currency such as EUR' })
    .nullable()
    .default(null),
  antiPassbackMinutes: z.int().min(0).max(MAX_PASSBACK_MINUTES).default(0),
  overrideReasons: z
    .array(z.string().trim().min(1).max(MAX_NAME_CHARACTERS))
    .min(1)
    .max(MAX_OVERRIDE_REASONS)
    .nullable()
    .default(null),
  closingTime: closingTimes.nullable().default(null),
  longestStayHours: z.number().min(1).max(48).nullable().default(DEFAULT_LONGEST_STAY_HOURS),
  probablyGoneHours: z.number().positive().max(48).nullable().default(DEFAULT_PROBABLY_GONE_HOURS),
  repeatWindowMs: z.int().min(0).max(60_000).default(DEFAULT_REPEAT_WINDOW_MS),
})

/** All that `settings.json` sets, with defaults for what it leaves out. */
export type GymSettingsFile = z.output<typeof gymSettingsFile>

/** Reads the file of a data folder. Throws a SettingError with one sentence for the first thing that is wrong in it. */
export function readGymSettingsFile(dataFolder: string): GymSettingsFile {
  const file = decodeSetting(gymSettingsFile, readSettingsFile(dataFolder), `${SETTINGS_FILE}: `)
  requireKnownPlaces(file)
  return file
}

/** The gym as the hub knows it. */
export function gymOf(file: GymSettingsFile, env: NodeJS.ProcessEnv): GymSettings {
  const timeZone = env['FRONTDESK_TIME_ZONE'] ?? file.timeZone ?? ownTimeZone()
  if (!isTimeZone(timeZone)) throw new SettingError('FRONTDESK_TIME_ZONE must be an IANA time zone.')
  const dayRule = { timeZone, cutOverHour: file.cutOverHour }
  return {
    name: file.gymName,
    dayRule,
    defaultLocation: file.defaultLocation,
    locations: file.locations,
    plans: new Map(Object.entries(file.plans).map(([name, rules]) => [planKey(name), rules])),
    graceDays: file.graceDays,
    debtAllowedCents: file.debtAllowedCents,
    currency: file.currency,
    capacity: {
      places: file.capacity,
      isHard: file.capacityIsHard,
      warnAtPercent: file.capacityWarnings.toSorted((one, other) => one - other),
    },
    antiPassbackMinutes: file.antiPassbackMinutes,
    overrideReasons: file.overrideReasons,
    repeatWindowMs: file.repeatWindowMs,
    closing: closingOf(file, dayRule),
    probablyGoneAfterMs: inMs(file.probablyGoneHours),
  }
}

const HOUR_MS = 3_600_000

function inMs(hours: number | null): number | null {
  return hours === null ? null : Math.round(hours * HOUR_MS)
}

function closingOf(file: GymSettingsFile, dayRule: BusinessDayRule): ClosingRule {
  const times = Object.entries(file.closingTime ?? {}) as [Weekday, string][]
  return { dayRule, times: new Map(times), longestStayMs: inMs(file.longestStayHours) }
}

/** A plan bound to a place that no desk can be at would let nobody in, and nobody would know why. */
function requireKnownPlaces({ plans, locations }: GymSettingsFile): void {
  for (const [name, plan] of Object.entries(plans)) {
    const unknown = plan.locations?.find((location) => !locations.includes(location))
    if (unknown === undefined) continue
    throw new SettingError(
      `${SETTINGS_FILE}: the plan "${name}" names "${unknown}", which is not in locations.`,
    )
  }
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}
