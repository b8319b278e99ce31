import { z } from 'zod'
import { MAIN_SITE, SITE_NAME } from '../domain/site.ts'
import { LOG_LEVELS } from '../observe/log-levels.ts'
import { port, wholeNumber, type SettingRows } from './setting.ts'

/** The hub's port where none is set: that of the system it grew out of. */
export const DEFAULT_PORT = 8000

/** The port of the network side: beside the usual one for TLS, which is often taken. */
const DEFAULT_LAN_PORT = 8443

const MAX_DEMO_MEMBERS = 1_000_000

/** What a gym among several is called. */
export const siteName = z
  .string()
  .regex(SITE_NAME, 'must be a name of small letters, digits and dashes, such as north-side')

const list = z.array(z.string().min(1)).default([])
const address = z.union([z.ipv4(), z.ipv6()], {
  error: ({ input }) => `${JSON.stringify(input)} is no IP address`,
})

/** A network of everybody would let everybody say that they are somebody else. */
const isNoNetworkOfAll = (given: string): boolean => !given.endsWith('/0')
const proxy = z.union(
  [z.ipv4(), z.ipv6(), z.cidrv4().refine(isNoNetworkOfAll), z.cidrv6().refine(isNoNetworkOfAll)],
  {
    error: ({ input }) =>
      `${JSON.stringify(input)} is no address or network of proxies, such as 10.0.0.7 or 10.0.0.0/24`,
  },
)

/** What a hub is started with. The shell knows these too: what it is given of them, it hands on to its hub. */
export const START_SETTINGS = {
  dataFolder: {
    flag: 'data',
    takes: 'FOLDER',
    variable: 'FRONTDESK_DATA',
    schema: z.string().optional(),
    description: 'The folder with the data of the gym.',
  },
  backupFolder: {
    flag: 'backup-folder',
    takes: 'FOLDER|off',
    variable: 'FRONTDESK_BACKUP_FOLDER',
    schema: z.string().optional(),
    otherwise: '`backups` in the data folder',
    description: 'Where the hub keeps its automatic backups, better on another disk; off takes none.',
  },
  database: {
    flag: 'database',
    takes: 'ADDRESS',
    variable: 'FRONTDESK_DATABASE',
    schema: z
      .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgres://user@host/database' })
      .nullable()
      .default(null),
    otherwise: 'SQLite in the data folder',
    description:
      'A database of PostgreSQL in place of the file; a password in it belongs into the environment.',
  },
  site: {
    flag: 'site',
    takes: 'NAME',
    variable: 'FRONTDESK_SITE',
    schema: siteName.optional(),
    otherwise: `\`${MAIN_SITE}\``,
    description: 'Which gym of the database this hub serves.',
  },
  redis: {
    flag: 'redis',
    takes: 'ADDRESS',
    variable: 'FRONTDESK_REDIS',
    schema: z
      .url({ protocol: /^rediss?$/, error: 'must be an address such as redis://host:6379' })
      .nullable()
      .default(null),
    otherwise: 'none: hubs on one database look for news four times a second',
    description: 'A Redis that carries news between hubs on one database at once.',
  },
  host: {
    flag: 'host',
    takes: 'ADDRESS',
    variable: 'FRONTDESK_HOST',
    schema: z.string().min(1).default('127.0.0.1'),
    description: 'The address to listen on, without encryption.',
  },
  port: {
    flag: 'port',
    takes: 'PORT',
    variable: 'FRONTDESK_PORT',
    schema: port.default(DEFAULT_PORT),
    description: 'The port to listen on; 0 takes any that is free.',
  },
  behindProxy: {
    flag: 'behind-proxy',
    takes: 'ADDRESS|NETWORK',
    isList: true,
    variable: 'FRONTDESK_BEHIND_PROXY',
    schema: z.array(proxy).default([]),
    description:
      'The address of a proxy that encrypts, and whose X-Forwarded-For the hub believes, or a network of such alone.',
  },
  lanIsOn: {
    flag: 'lan',
    variable: 'FRONTDESK_LAN',
    file: 'lan.on',
    schema: z.boolean().default(false),
    description: 'Let other PCs of the network join, encrypted.',
  },
  lanPort: {
    flag: 'lan-port',
    takes: 'PORT',
    variable: 'FRONTDESK_LAN_PORT',
    file: 'lan.port',
    schema: port.default(DEFAULT_LAN_PORT),
    description: 'The port for the network.',
  },
  lanAddresses: {
    flag: 'lan-address',
    takes: 'IP',
    isList: true,
    variable: 'FRONTDESK_LAN_ADDRESS',
    file: 'lan.addresses',
    schema: z.array(address).min(1).nullable().default(null),
    otherwise: 'all of them',
    description: 'An address of this PC to listen on for the network.',
  },
  origins: {
    flag: 'origin',
    takes: 'ORIGIN',
    isList: true,
    variable: 'FRONTDESK_ORIGIN',
    schema: list,
    description: 'The origin of another web page that may connect, such as https://desk.example.',
  },
  hostNames: {
    flag: 'host-name',
    takes: 'NAME',
    isList: true,
    variable: 'FRONTDESK_HOST_NAME',
    schema: list,
    description: 'Another name that desks reach the hub by.',
  },
  demo: {
    flag: 'demo',
    takes: 'N',
    variable: 'FRONTDESK_DEMO',
    schema: wholeNumber(0, MAX_DEMO_MEMBERS).default(0),
    description: 'Fill an empty data folder with N demo members.',
  },
  startsNew: {
    flag: 'new',
    schema: z.boolean().default(false),
    description: 'Begin a new gym in a folder whose database is gone.',
  },
  limits: {
    flag: 'limit',
    takes: 'NAME=VALUE',
    isList: true,
    variable: 'FRONTDESK_LIMIT',
    schema: list,
    description: 'Set a limit of the hub, such as framesPerSecond=0 for none.',
  },
  logLevel: {
    flag: 'log-level',
    takes: 'LEVEL',
    variable: 'FRONTDESK_LOG_LEVEL',
    schema: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
    description: `How much the hub logs: ${LOG_LEVELS.join(', ')}.`,
  },
  noLogFile: {
    flag: 'no-log-file',
    variable: 'FRONTDESK_NO_LOG_FILE',
    schema: z.boolean().default(false),
    description: 'Log on stderr alone, for a service that keeps it.',
  },
} as const satisfies SettingRows
