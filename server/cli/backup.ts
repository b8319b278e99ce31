import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { VERSION } from '../platform/version.ts'
import { COMMAND_LINE } from '../auth/staff.ts'
import { checkDatabase } from '../backup/checks.ts'
import { PARTIAL } from '../backup/files.ts'
import { stageRestore } from '../backup/restore.ts'
import { recover } from '../backup/recover.ts'
import { fileTime } from '../backup/backup-folder.ts'
import { completeRestore, decideRestore, stagingPath } from '../backup/restore-swap.ts'
import { takeCopy } from '../backup/take-copy.ts'
import { requireTarget } from '../backup/target.ts'
import { withPartialFile } from '../backup/partial-files.ts'
import type { CommandLine } from './options.ts'
import { remoteControl, type RemoteControl } from './remote-control.ts'
import { realEnvironment } from '../platform/clock.ts'
import { databasePath, lockFolder, prepareFolder, readHubFile } from '../platform/data-folder.ts'
import { businessDayAt } from '../domain/business-day.ts'
import type { TakenBackup } from '../http/http-port.ts'
import { SettingError } from '../platform/setting-error.ts'
import { readSettings, type HubSettings } from '../settings/settings.ts'

/** Exit code of a check that found something. */
const FOUND = 1

/** `hub backup FILE`: takes one backup, beside a running hub or without one, and says what is in it. */
export async function backUp(line: CommandLine, file: string): Promise<void> {
  const target = resolve(file)
  const taken = await withDatabase(line, {
    beside: (hub) => hub.backup(target),
    alone: ({ database }) => takeAlone(database, target),
  })
  const { bytes, seq, counts } = taken
  line.terminal.out.write(`${target}: ${sizeOf(bytes)}, ${counts['members'] ?? 0} members, seq ${seq}\n`)
}

/** `hub check`: one line for each thing that is wrong. Resolves with the exit code: 1 then. */
export async function check(line: CommandLine): Promise<number> {
  const { findings, members, seq } = await withDatabase(line, {
    beside: (hub) => hub.check(),
    alone: ({ database, settings }) =>
      checkDatabase({ database, day: businessDayAt(realEnvironment.now(), settings.gym.dayRule) }),
  })
  if (findings.length === 0) line.terminal.out.write(`All is well: ${members} members, seq ${seq}\n`)
  for (const finding of findings) line.terminal.out.write(`${finding}\n`)
  return findings.length > 0 ? FOUND : 0
}

/** `hub restore FILE`: puts a backup in the place of the present data, which are kept beside; never beside a hub. */
export async function restore(line: CommandLine, file: string): Promise<void> {
  const { dataFolder } = readSettings(line.given, line.terminal.env)
  prepareFolder(dataFolder)
  const lock = lockFolder(dataFolder)
  if (!lock) throw new SettingError(`A hub has the data folder ${dataFolder}. Stop it first, then restore.`)
  try {
    const database = databasePath(dataFolder)
    recover(database)
    const now = realEnvironment.now()
    const { counts, seq } = await stageRestore({
      backup: resolve(file),
      staged: stagingPath(database),
      epoch: realEnvironment.newId(),
      now,
      actor: COMMAND_LINE,
    })
    const aside = freeName(dataFolder, `before-restore-${fileTime(now)}`)
    const hadData = existsSync(database)
    decideRestore(database, aside)
    completeRestore(database)
    line.terminal.out.write(`Restored: ${counts['members'] ?? 0} members, seq ${seq}.\n`)
    if (hadData) line.terminal.out.write(`The data before are in ${join(dataFolder, aside)}.\n`)
  } finally {
    lock.release()
  }
}

interface DatabaseWork<Result> {
  /** Asks the hub that has the data folder. */
  beside: (hub: RemoteControl) => Promise<Result>
  /** Does it here, where no hub runs. */
  alone: (data: { database: string; settings: HubSettings }) => Promise<Result>
}

async function withDatabase<Result>(line: CommandLine, work: DatabaseWork<Result>): Promise<Result> {
  const settings = readSettings(line.given, line.terminal.env)
  prepareFolder(settings.dataFolder)
  const lock = lockFolder(settings.dataFolder)
  if (!lock) return work.beside(remoteControl(readHubFile(settings.dataFolder)))
  try {
    const database = databasePath(settings.dataFolder)
    recover(database)
    if (!existsSync(database)) throw new SettingError(`There are no data in ${settings.dataFolder}.`)
    return await work.alone({ database, settings })
  } finally {
    lock.release()
  }
}

async function takeAlone(database: string, target: string): Promise<TakenBackup> {
  requireTarget(database, target)
  const asked = { database, target, takenAt: realEnvironment.now(), app: VERSION }
  const taken = await withPartialFile(database, `${target}${PARTIAL}`, () => takeCopy(asked))
  if (!taken) throw new Error('A backup without a known one is always kept.')
  return taken
}

/** Two restores within one second must not overwrite what the first one set aside. */
function freeName(folder: string, name: string): string {
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}-${number}`
    if (!existsSync(join(folder, candidate))) return candidate
  }
}

function sizeOf(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`
}
