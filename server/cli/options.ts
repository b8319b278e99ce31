import { parseArgs } from 'node:util'
import { ROLES, type Role } from '../protocol/roles.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { GivenOptions } from '../settings/settings.ts'
import type { Terminal } from './terminal.ts'

const OPTIONS = {
  data: { type: 'string' },
  'backup-folder': { type: 'string' },
  host: { type: 'string' },
  port: { type: 'string' },
  'behind-proxy': { type: 'string', multiple: true },
  lan: { type: 'boolean' },
  'lan-port': { type: 'string' },
  'lan-address': { type: 'string', multiple: true },
  origin: { type: 'string', multiple: true },
  'host-name': { type: 'string', multiple: true },
  demo: { type: 'string' },
  'log-level': { type: 'string' },
  'no-log-file': { type: 'boolean' },
  seconds: { type: 'string' },
  limit: { type: 'string', multiple: true },
  role: { type: 'string' },
  ttl: { type: 'string' },
  name: { type: 'string' },
  format: { type: 'string' },
} as const

/** One command line: the words, the settings, what only some commands take, and where it was typed. */
export interface CommandLine {
  words: string[]
  given: GivenOptions
  role: string | undefined
  ttl: string | undefined
  name: string | undefined
  format: string | undefined
  seconds: string | undefined
  terminal: Terminal
}

/** Reads the arguments; throws a SettingError for an option that there is not. */
export function readCommandLine(args: readonly string[], terminal: Terminal): CommandLine {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
    const { role, ttl, name, format, seconds, ...given } = values
    return { words: positionals, given, role, ttl, name, format, seconds, terminal }
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('. ', 1)[0] : 'not understood'
    throw new SettingError(`${reason ?? ''}.`)
  }
}

/** The role that was named; there is no default, because it says what may be done. */
export function readRole(given: string | undefined): Role {
  const role = ROLES.find((known) => known === given)
  if (!role) throw new SettingError(`Say for whom: --role ${ROLES.join('|')}.`)
  return role
}

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A token by hand lives a shift. */
const DEFAULT_TTL = '8h'

/** Longest life of a token by hand: it cannot be called back. */
const MAX_TTL_MS = 30 * UNITS_MS.d

/** A span such as `8h`, in milliseconds. */
export function readTtl(given = DEFAULT_TTL): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(given) ?? []
  const ms = Number(count) * UNITS_MS[unit as keyof typeof UNITS_MS]
  if (!(ms > 0 && ms <= MAX_TTL_MS))
    throw new SettingError('--ttl takes a span such as 30m, 8h or 7d, at most 30d.')
  return ms
}

export function readFormat(given = 'csv'): 'csv' | 'json' {
  if (given === 'csv' || given === 'json') return given
  throw new SettingError('--format takes csv or json.')
}
