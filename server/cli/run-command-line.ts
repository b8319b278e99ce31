import { readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { writeDiagnostics } from './diagnostics.ts'
import { profileHub, switchLogLevel, traceOperation } from './instrumentation.ts'
import { backUp, check, restore } from './backup.ts'
import { readCommandLine, readFormat, readRole, readTtl, type CommandLine } from './options.ts'
import { readMembersFile } from '../commands/members-file.ts'
import { isStaffCommand, runStaffCommand } from './staff.ts'
import { realEnvironment } from '../platform/clock.ts'
import { lockFolder, logFolder, prepareFolder } from '../platform/data-folder.ts'
import { createLogger } from '../observe/logger.ts'
import { HubError } from '../protocol/errors.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { Hub } from '../hub/hub.ts'
import { readSettings, type HubSettings } from '../settings/settings.ts'
import { DEFAULT_PORT } from '../settings/start-settings.ts'
import type { Terminal } from './terminal.ts'
import { withControl } from './local-control.ts'

const USAGE = `Usage: hub COMMAND --data FOLDER
  serve [--host 127.0.0.1] [--port ${DEFAULT_PORT}] [--demo N] [--origin ORIGIN]
        [--lan] [--lan-port 8443] [--lan-address IP]
        [--backup-folder FOLDER|off] [--limit NAME=VALUE]
  token --role receptionist|manager|viewer [--ttl 8h] [--name TEXT]
  link --role receptionist|manager|viewer [--name TEXT]
  members import FILE.csv
  members export [--format csv|json]
  staff list
  staff add USERNAME --role receptionist|manager|viewer [--name TEXT]
  staff reset-password|disable|enable USERNAME
  trace REQUEST-ID [--format json]
  profile [--seconds 10]
  log-level trace|debug|info|warn|error|silent
  backup FILE
  restore FILE
  check
  diagnostics FILE.json`

/**
 * Does one command and resolves with its exit code: 0 only if it is done; 2 with one clear line for what cannot be.
 * A hub that serves goes on after that, until this process is told to stop.
 */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(readCommandLine(args, terminal))
  } catch (error) {
    if (!(error instanceof SettingError || error instanceof HubError)) throw error
    terminal.err.write(`${error.message}\n`)
    return 2
  }
}

async function dispatch(line: CommandLine): Promise<number> {
  const [command, action, file] = line.words
  if (command === 'serve') await serve(line)
  else if (command === 'token') await printToken(line)
  else if (command === 'link') await printLink(line)
  else if (command === 'members' && action === 'import' && file) await importFile(line, file)
  else if (command === 'members' && action === 'export') await exportMembers(line)
  else if (command === 'staff' && isStaffCommand(action)) await runStaffCommand(line)
  else if (command === 'trace') return traceOperation(line)
  else if (command === 'profile') await profileHub(line)
  else if (command === 'log-level') await switchLogLevel(line)
  else if (command === 'backup' && action) await backUp(line, action)
  else if (command === 'restore' && action) await restore(line, action)
  else if (command === 'check') return check(line)
  else if (command === 'diagnostics' && action) await writeDiagnostics(line, action)
  else throw new SettingError(USAGE)
  return 0
}

async function serve(line: CommandLine): Promise<void> {
  const settings = readSettings(line.given, line.terminal.env)
  prepareFolder(settings.dataFolder)
  const lock = lockFolder(settings.dataFolder)
  if (!lock) {
    throw new SettingError(
      `Another hub has the data folder ${settings.dataFolder}. Stop it first, or choose another folder.`,
    )
  }
  // Only here: the other commands are asked beside a running hub and should answer at once.
  const { createHub } = await import('../hub/hub.ts')
  const log = createLogger(settings.logLevel, settings.logFile ? logFolder(settings.dataFolder) : null)
  const open = (from: HubSettings): Promise<Hub> =>
    createHub({ settings: from, environment: realEnvironment, log, restart })
  const restart = (demo: number): void => {
    const again = { ...line.given, port: new URL(hub.http).port, demo: String(demo) }
    void hub.close().then(async () => (hub = await open(readSettings(again, line.terminal.env))))
  }
  let hub: Hub
  try {
    hub = await open(settings)
    stopOnSignal(async () => {
      await hub.close()
      lock.release()
    })
    const { http, ws, setUp } = hub
    line.terminal.out.write(
      `${JSON.stringify({ event: 'ready', http, ws, pid: process.pid, ...(setUp && { setUp }) })}\n`,
    )
  } catch (error) {
    lock.release()
    throw error
  }
}

/** A second signal does not wait. */
function stopOnSignal(close: () => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      void close().then(() => process.exit(0))
    })
  }
}

async function printToken(line: CommandLine): Promise<void> {
  const asked = { role: readRole(line.role), name: line.name ?? '', ttlMs: readTtl(line.ttl) }
  const token = await withControl(line, (control) => control.makeToken(asked))
  line.terminal.out.write(`${token}\n`)
}

async function printLink(line: CommandLine): Promise<void> {
  const asked = { role: readRole(line.role), name: line.name ?? '' }
  const { address, pairing } = await withControl(line, (control) => control.makeLink(asked))
  line.terminal.out.write(`${address}\n`)
  if (pairing) {
    line.terminal.out.write(`From another PC, within five minutes: ${pairing.text}\n`)
    line.terminal.out.write(`The hub is at ${pairing.addresses.join(' and ')}\n`)
  }
}

async function importFile(line: CommandLine, file: string): Promise<void> {
  const content = readText(file)
  await readMembersFile(content)
  const { added, changed } = await withControl(line, (control) => control.importMembers(content))
  line.terminal.out.write(`${added} members added, ${changed} changed\n`)
}

async function exportMembers(line: CommandLine): Promise<void> {
  const format = readFormat(line.format)
  await withControl(line, (control) =>
    pipeline(control.exportMembers(format), line.terminal.out, { end: false }),
  )
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new SettingError(`The file ${file} cannot be read.`)
  }
}
