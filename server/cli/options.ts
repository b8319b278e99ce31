import { Option } from 'commander'
import { ROLES, type Role } from '../protocol/roles.ts'
import { SettingError } from '../platform/setting-error.ts'
import { defaultOf, optionOf } from '../settings/describe.ts'
import type { Setting } from '../settings/setting.ts'
import { START_SETTINGS } from '../settings/start-settings.ts'

/** The folder that every command works on. */
export const dataOption = (): Option => settingOption(START_SETTINGS.dataFolder)

/** The other settings that a hub is started with. */
export function startOptions(): Option[] {
  return Object.values(START_SETTINGS)
    .filter((row) => row !== START_SETTINGS.dataFolder)
    .map(settingOption)
}

export function settingOption(row: Setting): Option {
  const fallback = defaultOf(row)?.replaceAll('`', '')
  const about = [row.description, row.isList && 'May be repeated.', fallback && `Default: ${fallback}.`]
  const [flag, takes] = optionOf(row)?.split(' ') ?? []
  const flags = takes === undefined ? `${flag}` : `${flag} <${takes}>`
  const option = new Option(flags, about.filter(Boolean).join(' '))
  if (takes === undefined) return option
  return row.isList ? option.argParser(oneMore(option)) : option.argParser(valueOf(option))
}

/** An option with a value that is no setting. */
export function valueOption(flags: string, description: string): Option {
  const option = new Option(flags, description)
  return option.argParser(valueOf(option))
}

export const roleOption = (): Option => valueOption(`--role <${ROLES.join('|')}>`, 'What they may do.')

/** A value that was forgotten would swallow the next option. */
function valueOf(option: Option) {
  return (value: string): string => {
    if (!value.startsWith('--')) return value
    throw new SettingError(`--${option.name()} needs a value.`)
  }
}

function oneMore(option: Option) {
  const read = valueOf(option)
  return (value: string, before: string[] = []): string[] => [...before, read(value)]
}

/** The role that was named; there is no default, because it says what may be done. */
export function readRole(given: string | undefined): Role {
  const role = ROLES.find((known) => known === given)
  if (!role) throw new SettingError(`Say for whom: --role ${ROLES.join('|')}.`)
  return role
}

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** A token by hand lives a shift. */
export const DEFAULT_TTL = '8h'

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
