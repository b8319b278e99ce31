import { z } from 'zod'
import { MAX_NAME_CHARACTERS } from '../protocol/limits.ts'
import { clockTime, endOfDay, graceDays, openHours, place } from '../protocol/plans.ts'
import { ROLES } from '../protocol/roles.ts'
import { WEEKDAYS } from '../protocol/rules.ts'
import type { SettingRows } from './setting.ts'
import { isTimeZone } from './time-zone.ts'

/** The longest stay where the gym sets none: nobody trains for half a day, and by the next morning everyone is out. */
const DEFAULT_LONGEST_STAY_HOURS = 12

/** The time after which somebody is probably gone where the gym sets none: twice a long training. */
const DEFAULT_PROBABLY_GONE_HOURS = 4

/** Repeat window where the gym sets none: a card held a moment too long, not a member who turned on their heel. */
const DEFAULT_REPEAT_WINDOW_MS = 5_000

/** Longest time between two entries: a day, so that a plan can be good once a day. */
const MAX_PASSBACK_MINUTES = 24 * 60

/** Reasons for letting somebody in that a desk can show without scrolling. */
const MAX_OVERRIDE_REASONS = 12

/** Hours in which hardly any gym is open, where a gym sets none. */
const NIGHT = { from: '03:00', to: '05:00' }

/** One time for every day, or one by weekday. */
const closingTimes = endOfDay
  .transform((every) => Object.fromEntries(WEEKDAYS.map((day) => [day, every])))
  .or(z.partialRecord(z.enum(WEEKDAYS), endOfDay))

const plan = z.strictObject({
  hours: z.array(openHours).min(1).nullable().default(null),
  locations: z.array(place).min(1).nullable().default(null),
  graceDays: graceDays.nullable().default(null),
})

/** As much as a secret of 128 bits in hexadecimal, of the characters that RFC 6750 lets a bearer token have. */
const BEARER = /^[\w\-.~+/]{32,}=*$/

/** What the gym sets in its data folder, and what a hub has from its environment alone. */
export const GYM_SETTINGS = {
  gymName: {
    file: 'gymName',
    schema: z.string().min(1).max(100).default('AV Gym'),
    description: 'The name of the gym.',
  },
  timeZone: {
    file: 'timeZone',
    variable: 'FRONTDESK_TIME_ZONE',
    schema: z
      .string()
      .refine(isTimeZone, { error: 'must be an IANA time zone such as Europe/Berlin' })
      .optional(),
    otherwise: 'that of the PC',
    description: 'The time zone of the gym, such as Europe/Berlin.',
  },
  cutOverHour: {
    file: 'cutOverHour',
    schema: z.int().min(0).max(23).default(4),
    description: 'The hour at which a new day begins for the counts.',
  },
  defaultLocation: {
    file: 'defaultLocation',
    schema: z.string().max(100).default('Main entrance'),
    description: 'Where a desk is that has not said so.',
  },
  locations: {
    file: 'locations',
    schema: z.array(place).default([]),
    description: 'The places that a desk can be at.',
  },
  plans: {
    file: 'plans',
    schema: z.record(z.string(), plan).default({}),
    description:
      '`hours`, `locations` and `graceDays` by `membership_type`; a plan of that name under Plans goes before.',
  },
  capacity: {
    file: 'capacity',
    schema: z.int().positive().nullable().default(null),
    otherwise: 'no limit',
    description: 'How many may be inside.',
  },
  capacityIsHard: {
    file: 'capacityIsHard',
    schema: z.boolean().default(false),
    description: 'Whether nobody comes in beyond `capacity` but by a manager.',
  },
  capacityWarnings: {
    file: 'capacityWarnings',
    schema: z.array(z.int().min(1).max(99)).max(5).default([80, 90]),
    description: 'The percentages of `capacity` at which desks warn.',
  },
  graceDays: {
    file: 'graceDays',
    schema: graceDays.default(0),
    description:
      'Days after the end of a plan, or since a debt, on which members still come in with a warning.',
  },
  debtAllowedCents: {
    file: 'debtAllowedCents',
    schema: z.int().min(0).default(0),
    description: 'The debt up to which members come in with a warning.',
  },
  currency: {
    file: 'currency',
    schema: z
      .string()
      .refine(isCurrency, { error: 'must be a currency such as EUR' })
      .nullable()
      .default(null),
    otherwise: 'none',
    description: 'The currency of debts, such as EUR.',
  },
  antiPassbackMinutes: {
    file: 'antiPassbackMinutes',
    schema: z.int().min(0).max(MAX_PASSBACK_MINUTES).default(0),
    description: 'Minutes for which a card that came in lets nobody in again.',
  },
  overrideReasons: {
    file: 'overrideReasons',
    schema: z
      .array(z.string().trim().min(1).max(MAX_NAME_CHARACTERS))
      .min(1)
      .max(MAX_OVERRIDE_REASONS)
      .nullable()
      .default(null),
    otherwise: 'those of the desk',
    description: 'The reasons for letting somebody in anyway.',
  },
  closingTime: {
    file: 'closingTime',
    schema: closingTimes.nullable().default(null),
    otherwise: 'never',
    description: 'When the gym closes: one time, or one by weekday, such as `"mon": "22:00"`.',
  },
  longestStayHours: {
    file: 'longestStayHours',
    schema: z.number().min(1).max(48).nullable().default(DEFAULT_LONGEST_STAY_HOURS),
    description: 'Hours after which the hub ends a visit; `null` for never.',
  },
  probablyGoneHours: {
    file: 'probablyGoneHours',
    schema: z.number().positive().max(48).nullable().default(DEFAULT_PROBABLY_GONE_HOURS),
    description: 'Hours after which somebody is shown as probably gone; `null` for never.',
  },
  repeatWindowMs: {
    file: 'repeatWindowMs',
    schema: z.int().min(0).max(60_000).default(DEFAULT_REPEAT_WINDOW_MS),
    description: 'Milliseconds in which a second scan of a card is the same scan.',
  },
  updatesAddress: {
    file: 'updates.address',
    schema: z
      .url({ protocol: /^https?$/, error: 'must be an address such as https://updates.example/' })
      .nullable()
      .default(null),
    otherwise: '`updates` in the data folder',
    description: 'Where the PCs of the gym get newer versions of the app from.',
  },
  updatesFrom: {
    file: 'updates.from',
    schema: clockTime.default(NIGHT.from),
    description: 'From when PCs may install a newer version.',
  },
  updatesTo: {
    file: 'updates.to',
    schema: endOfDay.default(NIGHT.to),
    description: 'Until when PCs may install a newer version.',
  },
  lanCertificateFile: {
    file: 'lan.certificateFile',
    schema: z.string().min(1).optional(),
    otherwise: "the hub's own",
    description: 'A certificate of your own for the network, for browsers that trust whoever made it.',
  },
  lanKeyFile: {
    file: 'lan.keyFile',
    schema: z.string().min(1).optional(),
    otherwise: "the hub's own",
    description: 'The key of that certificate.',
  },
  jwtSecret: {
    variable: 'FRONTDESK_JWT_SECRET',
    schema: z.string().optional(),
    otherwise: 'a secret in the data folder',
    description: 'The secret of an AV Gym backend whose tokens the hub is to accept.',
  },
  jwtRole: {
    variable: 'FRONTDESK_JWT_ROLE',
    schema: z.enum(ROLES, { error: `must be one of ${ROLES.join(', ')}` }).optional(),
    otherwise: 'none: they sign nobody in',
    description: `What tokens of that backend that name no role may do: ${ROLES.join(', ')}.`,
  },
  metricsSecret: {
    variable: 'FRONTDESK_METRICS_SECRET',
    schema: z
      .string()
      .regex(BEARER, { error: 'must be 32 characters or more: letters, digits and - . _ ~ + /' })
      .optional(),
    otherwise: "none: a manager's token",
    description: 'What Prometheus shows for the metrics, and for nothing else.',
  },
} as const satisfies SettingRows

function isCurrency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code)
}
