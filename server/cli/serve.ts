import type { Command } from 'commander'
import type { Hub } from '../hub/hub.ts'
import { createLogger } from '../observe/logger.ts'
import { realEnvironment } from '../platform/clock.ts'
import { lockFolder, logFolder, prepareFolder } from '../platform/data-folder.ts'
import { deskFolder } from '../platform/desk-folder.ts'
import { SettingError } from '../platform/setting-error.ts'
import { requireUnsuperseded } from '../platform/term-file.ts'
import { requireNoStandby } from '../standby/standby-file.ts'
import { readSettings, type HubSettings } from '../settings/settings.ts'
import type { CommandLine, Run } from './command-line.ts'
import { startOptions } from './options.ts'
import { stopOnSignal } from './stop-on-signal.ts'

/** `hub serve`: goes on when its command is done, until the process is told to stop. */
export function addServeCommand(program: Command, run: Run): void {
  const command = program
    .command('serve')
    .description('Run the hub, and print a line when it accepts connections.')
  for (const option of startOptions()) command.addOption(option)
  command.action(run(serve))
}

/** Exit code of a hub that another one has replaced. As for a setting that is wrong: supervisors show it and do not start it again. */
const SUPERSEDED = 2

async function serve(line: CommandLine): Promise<void> {
  const settings = readSettings(line.given, line.terminal.env)
  prepareFolder(settings.dataFolder)
  const lock = lockFolder(settings.dataFolder)
  if (!lock) {
    throw new SettingError(
      `Another hub has the data folder ${settings.dataFolder}. Stop it first, or choose another folder.`,
    )
  }
  try {
    if (settings.database === null) requireOwnTerm(settings.dataFolder)
    const superseded = (sentence: string): void => {
      line.terminal.err.write(`${sentence}\n`)
      void opening
        .then((opened) => opened.close())
        .finally(() => {
          lock.release()
          process.exit(SUPERSEDED)
        })
    }
    const opening = openHub(line, settings, superseded)
    const hub = await opening
    stopOnSignal(async (signal) => {
      // Whoever sits before it does not wait for desks to go elsewhere.
      if (signal === 'SIGTERM') await hub.drain()
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

/** Throws a SettingError where the gym's hub is another one: a folder that keeps a copy, or that was replaced. */
function requireOwnTerm(dataFolder: string): void {
  requireNoStandby(dataFolder)
  requireUnsuperseded(dataFolder)
}

/** A hub that starts itself anew when it is set up, one after the other: `close` is for the one that runs, or is being started, then. */
async function openHub(
  line: CommandLine,
  settings: HubSettings,
  superseded: (sentence: string) => void,
): Promise<Hub> {
  // Only here: the other commands are asked beside a running hub and should answer at once.
  const { createHub } = await import('../hub/hub.ts')
  const log = createLogger(settings.logLevel, settings.logFile ? logFolder(settings.dataFolder) : null)
  const open = (from: HubSettings): Promise<Hub> =>
    createHub({
      ...{ settings: from, environment: realEnvironment, log, restart, superseded },
      deskFolder: deskFolder(),
    })
  let isEnding = false
  const restart = (demo: number): void => {
    running = running.then(async (hub) => {
      await hub.close()
      const again = { ...line.given, port: new URL(hub.http).port, demo: String(demo) }
      return isEnding ? hub : open(readSettings(again, line.terminal.env))
    })
  }
  let running = open(settings)
  const close = async (): Promise<void> => {
    isEnding = true
    await (await running).close()
  }
  const drain = async (): Promise<void> => (await running).drain()
  return { ...(await running), drain, close }
}
