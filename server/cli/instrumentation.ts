import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import { LOG_LEVELS } from '../observe/log-levels.ts'
import { topFunctions } from '../observe/profile.ts'
import { SettingError } from '../platform/setting-error.ts'
import { readPlaces } from '../settings/settings.ts'
import type { CommandLine, Run } from './command-line.ts'
import { withHub } from './data.ts'
import { withControl } from './local-control.ts'
import { valueOption } from './options.ts'
import { traceLines } from './trace-text.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const DEFAULT_PROFILE_S = '10'
const MAX_PROFILE_S = 60

/** Rows of the printed table: what is below them is noise. */
const SHOWN_FUNCTIONS = 15

/** `hub trace`, `hub profile`, `hub log-level` and `hub confirm-clock`: what a running hub is asked and told. */
export function addInstrumentationCommands(program: Command, run: Run): void {
  program
    .command('trace')
    .description('Print what became of one request of a desk.')
    .argument('<REQUEST-ID>', 'Its UUID.')
    .addOption(valueOption('--format <text|json>', 'How it is printed. Default: text.'))
    .action(run(traceOperation))
  program
    .command('profile')
    .description('Take a CPU profile of the running hub into the current folder.')
    .addOption(
      valueOption('--seconds <N>', `How long, at most ${MAX_PROFILE_S}. Default: ${DEFAULT_PROFILE_S}.`),
    )
    .action(run(profileHub))
  program
    .command('log-level')
    .description('Set how much the running hub logs, for an hour.')
    .argument('<LEVEL>', `One of ${LOG_LEVELS.join(', ')}.`)
    .action(run(switchLogLevel))
  program
    .command('confirm-clock')
    .description("Say that the PC's clock is right, where the running hub does not believe it.")
    .action(run(confirmClock))
}

/** Prints one request's whole life. Resolves with the exit code: 1 where nothing is known of it. */
async function traceOperation(line: CommandLine, requestId = ''): Promise<number> {
  const { out, err } = line.terminal
  const { format = 'text' } = line.given
  if (!UUID.test(requestId)) throw new SettingError('Say which request: trace REQUEST-ID, a UUID.')
  if (format !== 'text' && format !== 'json') throw new SettingError('--format takes text or json.')
  const trace = await withControl(line, (control) => control.trace(requestId))
  if (!trace) {
    err.write(
      `Nothing is known of request ${requestId}: it never came here, or it was refused and is forgotten.\n`,
    )
    return 1
  }
  out.write(format === 'json' ? `${JSON.stringify(trace)}\n` : traceLines(trace))
  return 0
}

/** Takes a CPU profile of the running hub into the current folder and prints where the time went. */
async function profileHub(line: CommandLine): Promise<void> {
  const seconds = Number(line.given.seconds ?? DEFAULT_PROFILE_S)
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_PROFILE_S)
    throw new SettingError(`--seconds takes a whole number from 1 to ${MAX_PROFILE_S}.`)
  const { dataFolder } = readPlaces(line.given, line.terminal.env)
  const profile = await withHub(dataFolder, (hub) => hub.profile(seconds))
  const file = `frontdesk-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.cpuprofile`
  try {
    writeFileSync(file, JSON.stringify(profile))
  } catch {
    throw new SettingError(`The profile cannot be written to ${file}. Go to a folder that you may write to.`)
  }
  const rows = topFunctions(profile, SHOWN_FUNCTIONS).map(
    ({ selfMs, name, place }) => `${selfMs.toFixed(1).padStart(9)}  ${name}${place ? `  ${place}` : ''}`,
  )
  line.terminal.out.write(['Self time in ms, function, file:', ...rows, `Written to ${file}`, ''].join('\n'))
}

/** Sets the running hub's log level, for an hour. */
async function switchLogLevel(line: CommandLine, typed = ''): Promise<void> {
  const level = LOG_LEVELS.find((known) => known === typed)
  if (!level) throw new SettingError(`Say which level: log-level ${LOG_LEVELS.join('|')}.`)
  const { dataFolder } = readPlaces(line.given, line.terminal.env)
  const { normal, until } = await withHub(dataFolder, (hub) => hub.setLogLevel(level))
  const end = until === null ? '' : ` until ${new Date(until).toISOString()}, then at ${normal} again`
  line.terminal.out.write(`The hub logs at ${level}${end}.\n`)
}

/** Has the running hub believe its PC's clock, and prints what that says. */
async function confirmClock(line: CommandLine): Promise<void> {
  const { dataFolder } = readPlaces(line.given, line.terminal.env)
  const { now } = await withHub(dataFolder, (hub) => hub.confirmClock())
  line.terminal.out.write(`The hub goes by this PC’s clock: ${now}.\n`)
}
