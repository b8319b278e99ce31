import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { parseArgs } from 'node:util'
import {
  OPTIONS,
  PLAIN_HOST,
  readCommandLine,
  type HostedHub,
  type JoinedHub,
} from '../electron/settings/command-line.ts'
import { SettingError } from '../electron/settings/setting-error.ts'
import { optionOf } from '../server/settings/describe.ts'
import { START_SETTINGS } from '../server/settings/start-settings.ts'
import { ROOT } from './project.ts'

/** Demo members that a first start in a checkout brings. */
const DEMO_MEMBERS = 300

/** Columns of the options before what they do. */
const OPTION_COLUMNS = 28

const lineOf = (option: string | null, about: string): string =>
  `  ${(option ?? '').padEnd(OPTION_COLUMNS)}${about}\n`

export const USAGE = [
  'npm start [-- OPTIONS]        the front desk with a hub of its own, in ./data unless --data names another folder\n',
  ...Object.values(START_SETTINGS).map((row) => lineOf(optionOf(row), row.description)),
  lineOf('--kiosk', 'The whole screen, locked: a manager leaves it with F10.'),
  'npm start -- --join ADDRESS   a desk of a hub elsewhere: https://desk.example, or a sign-in link\n',
].join('')

/** What is to be started. `options` are the command line of the shell. */
export interface StartPlan {
  hub: (HostedHub & { dataFolder: string }) | JoinedHub
  options: readonly string[]
  showsLog: boolean
  /** A sentence about what a first start brings, or null. */
  news: string | null
}

/** Decodes the options of `npm start`; throws a SettingError with one sentence for what it does not know. */
export function readStartOptions(
  given: readonly string[],
  environment: NodeJS.ProcessEnv,
): StartPlan | 'help' {
  if (given.includes('--help') || given.includes('-h')) return 'help'
  refuseUnknown(given)
  const { hub: asked, showsLog } = readCommandLine(given)
  // A checkout hosts where nobody says otherwise: it has a data folder of its own.
  const hub = asked.kind === 'remembered' ? PLAIN_HOST : asked
  if (hub.kind === 'joined') return { hub, options: given, showsLog, news: null }
  const dataFolder = hub.dataFolder ?? environment['FRONTDESK_DATA'] ?? join(ROOT, 'data')
  const isFirst = !existsSync(dataFolder) && !isDemoChosen(given, environment)
  const demo = isFirst ? ['--demo', String(DEMO_MEMBERS)] : []
  const where = hub.dataFolder === null ? ['--data', dataFolder] : []
  const options = [...given, ...where, ...demo]
  const decoded = readCommandLine(options)
  return {
    hub: { ...(decoded.hub as HostedHub), dataFolder },
    options,
    showsLog,
    news: isFirst ? newsOf(dataFolder) : null,
  }
}

function refuseUnknown(given: readonly string[]): void {
  try {
    parseArgs({ args: [...given], options: OPTIONS })
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('. ', 1)[0] ?? '') : 'This is not understood'
    throw new SettingError(`${reason}. Options: npm start -- --help`)
  }
}

function isDemoChosen(given: readonly string[], environment: NodeJS.ProcessEnv): boolean {
  return (
    given.some((word) => word === '--demo' || word.startsWith('--demo=')) ||
    environment['FRONTDESK_DEMO'] !== undefined
  )
}

function newsOf(dataFolder: string): string {
  const last = `DEMO-${String(DEMO_MEMBERS).padStart(5, '0')}`
  return (
    `A new data folder (${shown(dataFolder)}) with ${DEMO_MEMBERS} demo members, cards DEMO-00001 to ${last}. ` +
    'To start empty: npm start -- --data OTHER --demo 0'
  )
}

/** A folder as one would type it in the checkout. */
export function shown(folder: string): string {
  const path = relative(ROOT, folder)
  return path.startsWith('..') || path === '' ? folder : path
}
