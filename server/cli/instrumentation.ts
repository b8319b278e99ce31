import { writeFileSync } from 'node:fs'
import type { CommandLine } from './options.ts'
import { LOG_LEVELS } from '../observe/log-levels.ts'
import { topFunctions } from '../observe/profile.ts'
import { SettingError } from '../platform/setting-error.ts'
import { traceLines } from './trace-text.ts'
import { withControl } from './local-control.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Prints one request's whole life. Resolves with the exit code: 1 where nothing is known of it. */
export async function traceOperation(line: CommandLine): Promise<number> {
  const { out, err } = line.terminal
  const [, requestId = ''] = line.words
  const format = line.format ?? 'text'
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

const DEFAULT_PROFILE_S = '10'
const MAX_PROFILE_S = 60

/** Rows of the printed table: what is below them is noise. */
const SHOWN_FUNCTIONS = 15

/** Takes a CPU profile of the running hub into the current folder and prints where the time went. */
export async function profileHub(line: CommandLine): Promise<void> {
  const seconds = Number(line.seconds ?? DEFAULT_PROFILE_S)
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_PROFILE_S)
    throw new SettingError(`--seconds takes a whole number from 1 to ${MAX_PROFILE_S}.`)
  const profile = await withControl(line, (control) => control.profile(seconds))
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
export async function switchLogLevel(line: CommandLine): Promise<void> {
  const level = LOG_LEVELS.find((known) => known === line.words[1])
  if (!level) throw new SettingError(`Say which level: log-level ${LOG_LEVELS.join('|')}.`)
  const { normal, until } = await withControl(line, (control) => control.setLogLevel(level))
  const end = until === null ? '' : ` until ${new Date(until).toISOString()}, then at ${normal} again`
  line.terminal.out.write(`The hub logs at ${level}${end}.\n`)
}
