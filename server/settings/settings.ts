import { join, resolve } from 'node:path'
import type { GymSettings } from '../domain/gym-settings.ts'
import { MAIN_SITE } from '../domain/site.ts'
import { lengthOf, type UpdateHours } from '../domain/update-hours.ts'
import type { LogLevel } from '../observe/log-levels.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { Role } from '../protocol/roles.ts'
import { decodeSetting, decodeSettings } from './decode.ts'
import { gymOf } from './gym.ts'
import type { HubLimits } from './limits.ts'
import { readLimits } from './read-limits.ts'
import { readSettingsFile, SETTINGS_FILE } from './settings-file.ts'
import { SETTINGS, type DecodedSettings, type GivenOptions } from './settings-table.ts'

export type { GivenOptions }

/** Everything that can be set, decoded once at the start. From the command line, then `FRONTDESK_*`, then the data folder. */
export interface HubSettings {
  /** An absolute path, wherever the hub was started. */
  dataFolder: string
  /** Where the hub keeps its automatic backups, or null for none. */
  backupFolder: string | null
  /** The address of a database of PostgreSQL, or null for SQLite in the data folder. */
  database: string | null
  /** Which gym of that database it is. */
  site: string
  /** The address of a Redis that carries news between hubs on one database, or null for none. */
  redis: string | null
  host: string
  port: number
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed. */
  behindProxy: readonly string[]
  lan: LanSettings
  updates: UpdateSettings
  origins: readonly string[]
  hostNames: readonly string[]
  /** Members to fill an empty database with; 0 for none. */
  demo: number
  /** Whether a new gym may begin where another one has left traces. */
  startsNew: boolean
  logLevel: LogLevel
  /** False where stderr alone has the log, e.g. because a service keeps it. */
  logFile: boolean
  limits: HubLimits
  gym: GymSettings
  /** A secret shared with an existing AV Gym backend, or null to use the data folder's own. */
  jwtSecret: string | null
  /** The role of that backend's tokens, which name none; null where they sign nobody in. */
  jwtRole: Role | null
  /** What Prometheus shows for the metrics, or null where a manager's token is asked for. */
  metricsSecret: string | null
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
interface UpdateSettings {
  /** Where they are, ending in `/`; null for the folder of this hub. */
  address: string | null
  hours: UpdateHours
}

/** Decodes all settings; throws a SettingError with one sentence for the first that is wrong. */
export function readSettings(given: GivenOptions, env: NodeJS.ProcessEnv): HubSettings {
  const places = readPlaces(given, env)
  const read = decodeSettings(SETTINGS, { given, env, file: readSettingsFile(places.dataFolder) })
  const settings: HubSettings = Object.freeze({
    ...places,
    redis: read.redis,
    host: read.host,
    port: read.port,
    behindProxy: read.behindProxy,
    lan: lanOf(read),
    updates: updatesOf(read),
    origins: read.origins,
    hostNames: read.hostNames,
    demo: read.demo,
    startsNew: read.startsNew,
    logLevel: read.logLevel,
    logFile: !read.noLogFile,
    limits: readLimits(read.limits),
    gym: gymOf(read),
    jwtSecret: read.jwtSecret ?? null,
    jwtRole: read.jwtRole ?? null,
    metricsSecret: read.metricsSecret ?? null,
  })
  refuseOpenNetwork(settings)
  refuseRedisAlone(settings)
  refuseSiteAlone(settings, read.site)
  return settings
}

/** What settings.json of a data folder says, with the defaults; throws a SettingError where it is wrong. */
export function readFileSettings(dataFolder: string): DecodedSettings {
  const read = decodeSettings(SETTINGS, { given: {}, env: {}, file: readSettingsFile(dataFolder) })
  for (const requireConsistent of [gymOf, lanOf, updatesOf]) requireConsistent(read)
  return read
}

/** Only where the data are, whatever else is set. */
export function readPlaces(
  given: GivenOptions,
  env: NodeJS.ProcessEnv,
): Pick<HubSettings, 'dataFolder' | 'backupFolder' | 'database' | 'site'> {
  const sources = { given, env, file: {} }
  const folder = decodeSetting(SETTINGS.dataFolder, sources)
  if (!folder) throw new SettingError('Say where the data are: --data FOLDER.')
  const dataFolder = resolve(folder)
  const backups = decodeSetting(SETTINGS.backupFolder, sources)
  const database = decodeSetting(SETTINGS.database, sources) ?? null
  const site = decodeSetting(SETTINGS.site, sources) ?? MAIN_SITE
  return {
    dataFolder,
    backupFolder: readBackupFolder(dataFolder, backups),
    database,
    site,
  }
}

/** Whether another system signs tokens with the hub's secret, whatever else is set. */
export function isSecretShared(env: NodeJS.ProcessEnv): boolean {
  return decodeSetting(SETTINGS.jwtSecret, { given: {}, env, file: {} }) !== undefined
}

/** The word that switches automatic backups off, in place of a folder. */
const NO_BACKUPS = 'off'

function readBackupFolder(dataFolder: string, given: string | undefined): string | null {
  if (given === NO_BACKUPS) return null
  return resolve(given || join(dataFolder, 'backups'))
}

const LOOPBACK_HOSTS = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/

/** Tokens over a plain network are anybody's: unencrypted only to a proxy that does it. */
function refuseOpenNetwork({ host, behindProxy }: HubSettings): void {
  if (LOOPBACK_HOSTS.test(host) || behindProxy.length > 0) return
  throw new SettingError(
    `--host ${host} would serve tokens unencrypted: use --lan, which encrypts, or add --behind-proxy ADDRESS.`,
  )
}

function lanOf({ lanIsOn, lanPort, lanAddresses, ...read }: DecodedSettings): LanSettings {
  const { lanCertificateFile: certificateFile, lanKeyFile: keyFile } = read
  if ((certificateFile === undefined) !== (keyFile === undefined)) {
    throw new SettingError(`${SETTINGS_FILE}: lan needs both certificateFile and keyFile, or neither.`)
  }
  const own = certificateFile !== undefined && keyFile !== undefined ? { certificateFile, keyFile } : null
  return { isOn: lanIsOn, port: lanPort, addresses: lanAddresses, own }
}

/** Each PC looks once in a quarter of an hour, and loads before it installs. */
const MIN_UPDATE_MINUTES = 30

function updatesOf({ updatesAddress, updatesFrom, updatesTo }: DecodedSettings): UpdateSettings {
  const hours = { from: updatesFrom, to: updatesTo }
  if (lengthOf(hours) < MIN_UPDATE_MINUTES) {
    throw new SettingError(`${SETTINGS_FILE}: updates must last at least ${MIN_UPDATE_MINUTES} minutes.`)
  }
  return { address: updatesAddress?.replace(/\/?$/, '/') ?? null, hours }
}

function refuseSiteAlone({ database }: HubSettings, site: string | undefined): void {
  if (site === undefined || database !== null) return
  throw new SettingError('A site is a gym in a database of PostgreSQL: give it with --database.')
}

function refuseRedisAlone({ database, redis }: HubSettings): void {
  if (redis === null || database !== null) return
  throw new SettingError('Redis carries news between hubs that share a database: give it with --database.')
}
