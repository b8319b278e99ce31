import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { LOG_LEVELS, type LogLevel } from './observe/logger.ts'
import { DEFAULT_LIMITS, type HubLimits } from './limits.ts'
import { planKey } from './commands/circumstances.ts'
import type { GymSettings } from './commands/gym-settings.ts'
import { MAX_LOCATION_CHARACTERS, MAX_NAME_CHARACTERS } from './protocol/limits.ts'
import type { BusinessDayRule } from './domain/business-day.ts'
import type { ClosingRule } from './domain/closing.ts'
import { WEEKDAYS, type Weekday } from './protocol/rules.ts'
import { SettingError } from './setting-error.ts'

/** Everything that can be set, decoded once at the start. From the command line, then `FRONTDESK_*`, then the data folder. */
export interface HubSettings {
  dataFolder: string
  /** Where the hub keeps its automatic backups, or null for none. */
  backupFolder: string | null
  host: string
  port: number
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  behindProxy: readonly string[]
  insecureLan: boolean
  origins: readonly string[]
  hostNames: readonly string[]
  /** Members to fill an empty database with; 0 for none. */
  demo: number
  logLevel: LogLevel
  /** False where stderr alone has the log, e.g. because a service keeps it. */
  logFile: boolean
  limits: HubLimits
  gym: GymSettings
  /** A secret shared with an existing AV Gym backend, or null to use the data folder's own. */
  jwtSecret: string | null
}

/** What the command line said, by the long name of each option; repeated ones as lists. */
export interface GivenOptions {
  data?: string
  'backup-folder'?: string
  host?: string
  port?: string
  'behind-proxy'?: string[]
  'insecure-lan'?: boolean
  origin?: string[]
  'host-name'?: string[]
  demo?: string
  'log-level'?: string
  'no-log-file'?: boolean
  limit?: string[]
}

/** The hub's port where none is given: that of the system it grew out of. */
export const DEFAULT_PORT = 8000

const SETTINGS_FILE = 'settings.json'

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

const gymFile = z.strictObject({
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

const options = z.object({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(DEFAULT_PORT),
  demo: z.coerce.number().int().min(0).max(1_000_000).default(0),
  logLevel: z.enum(LOG_LEVELS).default('info'),
})

/** Decodes all settings; throws a SettingError with one sentence for the first that is wrong. */
export function readSettings(given: GivenOptions, environment: NodeJS.ProcessEnv): HubSettings {
  const dataFolder = given.data ?? environment['FRONTDESK_DATA']
  if (!dataFolder) throw new SettingError('Say where the data are: --data FOLDER.')
  const decoded = decode(options, {
    host: given.host ?? environment['FRONTDESK_HOST'],
    port: given.port ?? environment['FRONTDESK_PORT'],
    demo: given.demo ?? environment['FRONTDESK_DEMO'],
    logLevel: given['log-level'] ?? environment['FRONTDESK_LOG_LEVEL'],
  })
  const settings: HubSettings = Object.freeze({
    ...decoded,
    dataFolder,
    backupFolder: readBackupFolder(
      dataFolder,
      given['backup-folder'] ?? environment['FRONTDESK_BACKUP_FOLDER'],
    ),
    behindProxy: given['behind-proxy'] ?? list(environment['FRONTDESK_BEHIND_PROXY']),
    insecureLan: given['insecure-lan'] ?? environment['FRONTDESK_INSECURE_LAN'] === '1',
    logFile: !(given['no-log-file'] ?? environment['FRONTDESK_NO_LOG_FILE'] === '1'),
    origins: given.origin ?? list(environment['FRONTDESK_ORIGIN']),
    hostNames: given['host-name'] ?? list(environment['FRONTDESK_HOST_NAME']),
    limits: readLimits(given.limit ?? list(environment['FRONTDESK_LIMIT'])),
    gym: readGym(dataFolder, environment),
    jwtSecret: environment['FRONTDESK_JWT_SECRET'] ?? null,
  })
  refuseOpenNetwork(settings)
  return settings
}

/** The word that switches automatic backups off, in place of a folder. */
const NO_BACKUPS = 'off'

function readBackupFolder(dataFolder: string, given: string | undefined): string | null {
  if (given === NO_BACKUPS) return null
  return resolve(given || join(dataFolder, 'backups'))
}

const LOOPBACK_HOSTS = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

export function isLoopbackHost(host: string): boolean {
  return LOOPBACK_HOSTS.test(host)
}

/** Tokens over a plain network are anybody's: only behind a proxy, or where somebody insists. */
function refuseOpenNetwork({ host, behindProxy, insecureLan }: HubSettings): void {
  if (isLoopbackHost(host) || behindProxy.length > 0 || insecureLan) return
  throw new SettingError(
    `--host ${host} would serve tokens unencrypted: add --behind-proxy ADDRESS, or --insecure-lan to accept that.`,
  )
}

function readLimits(given: readonly string[]): HubLimits {
  const limits = { ...DEFAULT_LIMITS }
  for (const setting of given) {
    const [name = '', value = ''] = setting.split('=', 2)
    if (!(name in limits) || !/^\d{1,12}$/.test(value)) {
      const names = Object.keys(DEFAULT_LIMITS).join(', ')
      throw new SettingError(`--limit takes NAME=VALUE with a whole number; names are: ${names}.`)
    }
    limits[name as keyof HubLimits] = Number(value)
  }
  return Object.freeze(limits)
}

function readGym(dataFolder: string, environment: NodeJS.ProcessEnv): GymSettings {
  const file = decode(gymFile, readSettingsFile(join(dataFolder, SETTINGS_FILE)), `${SETTINGS_FILE}: `)
  const timeZone = environment['FRONTDESK_TIME_ZONE'] ?? file.timeZone ?? ownTimeZone()
  requireKnownPlaces(file)
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

function closingOf(file: z.output<typeof gymFile>, dayRule: BusinessDayRule): ClosingRule {
  const times = Object.entries(file.closingTime ?? {}) as [Weekday, string][]
  return { dayRule, times: new Map(times), longestStayMs: inMs(file.longestStayHours) }
}

/** A plan bound to a place that no desk can be at would let nobody in, and nobody would know why. */
function requireKnownPlaces({ plans, locations }: z.output<typeof gymFile>): void {
  for (const [name, plan] of Object.entries(plans)) {
    const unknown = plan.locations?.find((location) => !locations.includes(location))
    if (unknown === undefined) continue
    throw new SettingError(
      `${SETTINGS_FILE}: the plan "${name}" names "${unknown}", which is not in locations.`,
    )
  }
}

function readSettingsFile(path: string): unknown {
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return {}
    throw new SettingError(`${path} cannot be read.`)
  }
  try {
    return JSON.parse(content)
  } catch {
    throw new SettingError(`${path} is not JSON.`)
  }
}

function decode<Shape extends z.ZodType>(shape: Shape, given: unknown, where = '--'): z.output<Shape> {
  const decoded = shape.safeParse(given)
  if (decoded.success) return decoded.data
  const issue = decoded.error.issues[0]
  const name = issue?.path.join('.').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) ?? ''
  throw new SettingError(`${where}${name} is wrong: ${issue?.message ?? 'not understood'}.`)
}

function list(value: string | undefined): string[] {
  return value ? value.split(',').map((part) => part.trim()) : []
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

function isTimeZone(name: string): boolean {
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
