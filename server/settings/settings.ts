import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { LOG_LEVELS, type LogLevel } from '../observe/logger.ts'
import { DEFAULT_LIMITS, type HubLimits } from './limits.ts'
import type { GymSettings } from '../domain/gym-settings.ts'
import { decodeSetting } from './decode.ts'
import type { UpdateHours } from '../domain/update-hours.ts'
import { gymOf, readGymSettingsFile, type GymSettingsFile } from './gym-settings-file.ts'
import { SettingError } from '../platform/setting-error.ts'
import { SETTINGS_FILE } from './settings-file.ts'

/** Everything that can be set, decoded once at the start. From the command line, then `FRONTDESK_*`, then the data folder. */
export interface HubSettings {
  dataFolder: string
  /** Where the hub keeps its automatic backups, or null for none. */
  backupFolder: string | null
  host: string
  port: number
  /** Addresses of proxies whose `X-Forwarded-For` is believed. */
  behindProxy: readonly string[]
  lan: LanSettings
  updates: UpdateSettings
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

/** The hub on the gym's network, always with TLS. */
export interface LanSettings {
  /** Whether it begins with the hub. */
  isOn: boolean
  port: number
  /** The addresses of this machine that it listens on, or null for all of them. */
  addresses: readonly string[] | null
  /** A certificate of the owner's own, or null for the hub's. */
  own: OwnCertificate | null
}

/** A certificate of the owner's own, for browsers that know who made it. Paths. */
export interface OwnCertificate {
  certificateFile: string
  keyFile: string
}

/** When and from where the PCs of this gym get newer versions of the app. */
export interface UpdateSettings {
  /** Where they are, ending in `/`; null for the folder of this hub. */
  address: string | null
  hours: UpdateHours
}

/** What the command line said, by the long name of each option; repeated ones as lists. */
export interface GivenOptions {
  data?: string
  'backup-folder'?: string
  host?: string
  port?: string
  'behind-proxy'?: string[]
  lan?: boolean
  'lan-port'?: string
  'lan-address'?: string[]
  origin?: string[]
  'host-name'?: string[]
  demo?: string
  'log-level'?: string
  'no-log-file'?: boolean
  limit?: string[]
}

/** The hub's port where none is given: that of the system it grew out of. */
export const DEFAULT_PORT = 8000

const options = z.object({
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65_535).default(DEFAULT_PORT),
  demo: z.coerce.number().int().min(0).max(1_000_000).default(0),
  lanPort: z.coerce.number().int().min(0).max(65_535).optional(),
  logLevel: z.enum(LOG_LEVELS).default('info'),
})

/** Decodes all settings; throws a SettingError with one sentence for the first that is wrong. */
export function readSettings(given: GivenOptions, env: NodeJS.ProcessEnv): HubSettings {
  const { dataFolder, backupFolder } = readPlaces(given, env)
  const decoded = decodeSetting(options, {
    host: given.host ?? env['FRONTDESK_HOST'],
    port: given.port ?? env['FRONTDESK_PORT'],
    demo: given.demo ?? env['FRONTDESK_DEMO'],
    lanPort: given['lan-port'] ?? env['FRONTDESK_LAN_PORT'],
    logLevel: given['log-level'] ?? env['FRONTDESK_LOG_LEVEL'],
  })
  const { lanPort, ...plain } = decoded
  const file = readGymSettingsFile(dataFolder)
  const settings: HubSettings = Object.freeze({
    ...plain,
    ...{ dataFolder, backupFolder },
    behindProxy: given['behind-proxy'] ?? list(env['FRONTDESK_BEHIND_PROXY']),
    lan: readLan(file.lan, {
      isOn: given.lan ?? env['FRONTDESK_LAN'] === '1',
      port: lanPort,
      addresses: given['lan-address'] ?? list(env['FRONTDESK_LAN_ADDRESS']),
    }),
    updates: updatesOf(file.updates),
    logFile: !(given['no-log-file'] ?? env['FRONTDESK_NO_LOG_FILE'] === '1'),
    origins: given.origin ?? list(env['FRONTDESK_ORIGIN']),
    hostNames: given['host-name'] ?? list(env['FRONTDESK_HOST_NAME']),
    limits: readLimits(given.limit ?? list(env['FRONTDESK_LIMIT'])),
    gym: gymOf(file, env),
    jwtSecret: env['FRONTDESK_JWT_SECRET'] ?? null,
  })
  refuseOpenNetwork(settings)
  return settings
}

/** Only where the data are, whatever else is set. */
export function readPlaces(
  given: GivenOptions,
  env: NodeJS.ProcessEnv,
): Pick<HubSettings, 'dataFolder' | 'backupFolder'> {
  const dataFolder = given.data ?? env['FRONTDESK_DATA']
  if (!dataFolder) throw new SettingError('Say where the data are: --data FOLDER.')
  const backups = given['backup-folder'] ?? env['FRONTDESK_BACKUP_FOLDER']
  return { dataFolder, backupFolder: readBackupFolder(dataFolder, backups) }
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

/** Tokens over a plain network are anybody's: unencrypted only to a proxy that does it. */
function refuseOpenNetwork({ host, behindProxy }: HubSettings): void {
  if (isLoopbackHost(host) || behindProxy.length > 0) return
  throw new SettingError(
    `--host ${host} would serve tokens unencrypted: use --lan, which encrypts, or add --behind-proxy ADDRESS.`,
  )
}

/** What the command line says goes before the file. */
function readLan(
  file: GymSettingsFile['lan'],
  given: { isOn: boolean; port: number | undefined; addresses: string[] },
): LanSettings {
  const { certificateFile, keyFile } = file
  if ((certificateFile === undefined) !== (keyFile === undefined)) {
    throw new SettingError(`${SETTINGS_FILE}: lan needs both certificateFile and keyFile, or neither.`)
  }
  const wrong = given.addresses.find((address) => isIP(address) === 0)
  if (wrong !== undefined) throw new SettingError(`--lan-address takes an IP address: ${wrong} is none.`)
  return {
    isOn: given.isOn || file.on,
    port: given.port ?? file.port,
    addresses: given.addresses.length > 0 ? given.addresses : file.addresses,
    own: certificateFile !== undefined && keyFile !== undefined ? { certificateFile, keyFile } : null,
  }
}

function updatesOf({ address, from, to }: GymSettingsFile['updates']): UpdateSettings {
  return { address: address?.replace(/\/?$/, '/') ?? null, hours: { from, to } }
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
function list(value: string | undefined): string[] {
  return value ? value.split(',').map((part) => part.trim()) : []
}
