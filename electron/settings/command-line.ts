import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Setting } from '../../server/settings/setting.ts'
import { START_SETTINGS } from '../../server/settings/start-settings.ts'
import { readJoinAddress, type JoinAddress } from './join-address.ts'
import { SettingError } from './setting-error.ts'

interface OptionKind {
  type: 'string' | 'boolean'
  multiple?: boolean
}

const hubOptions = Object.values<Setting & { flag: string }>(START_SETTINGS).map(
  ({ flag, takes, isList = false }): [string, OptionKind] => [
    flag,
    { type: takes === undefined ? 'boolean' : 'string', multiple: isList },
  ],
)

/** The options of the shell. Those of the hub are handed on to it as they are: it knows what is right. */
export const OPTIONS: Readonly<Record<string, OptionKind>> = {
  join: { type: 'string' },
  kiosk: { type: 'boolean' },
  ...Object.fromEntries(hubOptions),
}

/** Options that the shell has a use for itself; all others of the hub are handed on. */
const OWN_USE = ['data', 'port']
const HANDED_ON = hubOptions.map(([name]) => name).filter((name) => !OWN_USE.includes(name))

/** The hub of this PC where nothing more is said of it. */
export const PLAIN_HOST: HostedHub = {
  kind: 'hosted',
  dataFolder: null,
  port: null,
  options: [],
  fills: false,
}

/** A hub of this shell's own. */
export interface HostedHub {
  kind: 'hosted'
  /** As it was given, absolute; null for the folder of this installation. */
  dataFolder: string | null
  /** As it was given, or null for the hub's own choice. */
  port: string | null
  /** Further options for the hub's own command line. */
  options: readonly string[]
  /** True where the hub fills itself with demo members before it is ready. */
  fills: boolean
}

/** Whatever this PC was made at its first start. */
interface RememberedRole {
  kind: 'remembered'
}

/** A hub on another machine. */
export interface JoinedHub extends JoinAddress {
  kind: 'joined'
}

export interface ShellSettings {
  hub: HostedHub | JoinedHub | RememberedRole
  /** The whole screen, and the screen stays on. */
  kiosk: boolean
  /** True where a level was asked for: then everything the hub logs is shown on stderr, not only its troubles. */
  showsLog: boolean
}

/**
 * Decodes the shell's command line. Options it does not know are Chromium's and are left to it.
 * Throws a SettingError with one sentence for one of ours that is wrong.
 */
export function readCommandLine(given: readonly string[]): ShellSettings {
  const { tokens } = parseArgs({
    args: [...given],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind !== 'option' || !Object.hasOwn(OPTIONS, token.name)) continue
    values.set(token.name, [...(values.get(token.name) ?? []), valueOf(token.name, token.value)])
  }
  return { hub: readHub(values), kiosk: values.has('kiosk'), showsLog: values.has('log-level') }
}

type Values = ReadonlyMap<string, readonly string[]>

function valueOf(name: string, value: string | undefined): string {
  const takesValue = OPTIONS[name]?.type === 'string'
  if (takesValue && (value === undefined || value === '' || value.startsWith('--'))) {
    throw new SettingError(`--${name} needs a value.`)
  }
  if (!takesValue && value !== undefined) throw new SettingError(`--${name} takes no value.`)
  return value ?? ''
}

function readHub(values: Values): ShellSettings['hub'] {
  const join = values.get('join')?.at(-1)
  const ofHosts = [...OWN_USE, ...HANDED_ON].find((name) => name !== 'log-level' && values.has(name))
  if (join === undefined) return ofHosts ? readHosted(values) : { kind: 'remembered' }
  if (ofHosts)
    throw new SettingError(`--${ofHosts} is for a PC with a hub of its own: leave it away with --join.`)
  return { kind: 'joined', ...readJoinAddress(join) }
}

function readHosted(values: Values): HostedHub {
  const dataFolder = values.get('data')?.at(-1)
  return {
    kind: 'hosted',
    dataFolder: dataFolder === undefined ? null : resolve(dataFolder),
    port: values.get('port')?.at(-1) ?? null,
    options: HANDED_ON.flatMap((name) => (values.get(name) ?? []).flatMap((value) => optionOf(name, value))),
    fills: (values.get('demo')?.at(-1) ?? '0') !== '0',
  }
}

function optionOf(name: string, value: string): string[] {
  return value === '' ? [`--${name}`] : [`--${name}`, value]
}
