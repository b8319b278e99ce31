import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { VERSION } from '../platform/version.ts'
import { COMMAND_LINE } from '../auth/staff.ts'
import { checkDatabase, checkOnServer, type CheckReport } from '../backup/checks.ts'
import { PARTIAL } from '../backup/files.ts'
import { stageRestore } from '../backup/restore.ts'
import { recover } from '../backup/recover.ts'
import { fileTime } from '../backup/backup-folder.ts'
import { completeRestore, decideRestore, stagingPath } from '../backup/restore-swap.ts'
import { takeCopy, type CopyRequest } from '../backup/take-copy.ts'
import { requireTarget } from '../backup/target.ts'
import { withPartialFile } from '../backup/partial-files.ts'
import type { CommandLine, Run } from './command-line.ts'
import { openKnownSite } from '../store/postgres/open-site.ts'
import type { OpenedStore } from '../store/store.ts'
import { withData, withFolder } from './data.ts'
import { copyFromServer } from './copy-from-server.ts'
import { readPlace } from './move-sides.ts'
import type { RemoteControl } from './remote-control.ts'
import { describeAccess } from './restored-access.ts'
import { realEnvironment } from '../platform/clock.ts'
import { databasePath, lockFolder, prepareFolder } from '../platform/data-folder.ts'
import { businessDayAt, type BusinessDay } from '../domain/business-day.ts'
import type { TakenBackup } from '../http/http-port.ts'
import { SettingError } from '../platform/setting-error.ts'
import { isSecretShared, readPlaces, readSettings } from '../settings/settings.ts'

/** Exit code of a check that found something. */
const FOUND = 1

/** `hub backup`, `hub restore` and `hub check`. */
export function addBackupCommands(program: Command, run: Run): void {
  program
    .command('backup')
    .description('Take a backup, also while the hub runs.')
    .argument('<FILE>', 'Where it is to stand.')
    .action(run(backUp))
  program
    .command('restore')
    .description('Put a backup in the place of the present data, which are kept beside.')
    .argument('<FILE>', 'The backup.')
    .action(run(restore))
  program
    .command('check')
    .description('Look through the whole database, and print a line for each thing that is wrong.')
    .action(run(check))
}

/** Takes one backup, beside a running hub or without one, and says what is in it. */
async function backUp(line: CommandLine, file = ''): Promise<void> {
  const target = resolve(file)
  const { dataFolder, database, site } = readPlaces(line.given, line.terminal.env)
  const taken =
    database === null
      ? await withData(dataFolder, {
          beside: (hub) => hub.backup(target),
          alone: () => takeAlone(databasePath(dataFolder), target),
        })
      : await takeFromServer({ address: database, site }, dataFolder, target)
  const { bytes, seq, counts } = taken
  line.terminal.out.write(`${target}: ${sizeOf(bytes)}, ${counts['members'] ?? 0} members, seq ${seq}\n`)
}

/** Prints one line for each thing that is wrong. Resolves with the exit code: 1 then. */
async function check(line: CommandLine): Promise<number> {
  const { dataFolder, database, site, gym } = readSettings(line.given, line.terminal.env)
  const day = businessDayAt(realEnvironment.now(), gym.dayRule)
  const beside = (hub: RemoteControl) => hub.check()
  const { findings, members, seq } =
    database === null
      ? await withData(dataFolder, {
          beside,
          alone: () => checkDatabase({ database: databasePath(dataFolder), day }),
        })
      : await withFolder(dataFolder, { beside, alone: () => checkAt({ address: database, site }, day) })
  if (findings.length === 0) line.terminal.out.write(`All is well: ${members} members, seq ${seq}\n`)
  for (const finding of findings) line.terminal.out.write(`${finding}\n`)
  return findings.length > 0 ? FOUND : 0
}

/** Never beside a hub; into a new folder too. */
async function restore(line: CommandLine, file = ''): Promise<void> {
  const places = readPlaces(line.given, line.terminal.env)
  if (places.database !== null) throw new SettingError(ON_SERVER)
  const { dataFolder } = places
  prepareFolder(dataFolder)
  const lock = lockFolder(dataFolder)
  if (!lock) {
    throw new SettingError(
      `A hub or another restore has the data folder ${dataFolder}. Stop it or let it end first, then restore.`,
    )
  }
  try {
    const database = databasePath(dataFolder)
    recover(database)
    const now = realEnvironment.now()
    const { counts, seq, access } = await stageRestore({
      backup: resolve(file),
      staged: stagingPath(database),
      replaced: database,
      epoch: realEnvironment.newId(),
      now,
      actor: COMMAND_LINE,
    })
    const aside = freeName(dataFolder, `before-restore-${fileTime(now)}`)
    const hadData = existsSync(database)
    decideRestore(database, aside)
    completeRestore(database)
    line.terminal.out.write(`Restored: ${counts['members'] ?? 0} members, seq ${seq}.\n`)
    const sentences = describeAccess(access, isSecretShared(line.terminal.env))
    for (const sentence of sentences) line.terminal.out.write(`${sentence}\n`)
    if (hadData) line.terminal.out.write(`The data before are in ${join(dataFolder, aside)}.\n`)
  } finally {
    lock.release()
  }
}

const ON_SERVER =
  'The database is on a server: restore it there, or restore into a folder and move that, as docs/scale.md says.'

async function checkAt(at: { address: string; site: string }, day: BusinessDay): Promise<CheckReport> {
  const store = await openKnown(at)
  try {
    return await checkOnServer(store.db, day)
  } finally {
    await store.close()
  }
}

/** What is wrong with an address or a name is its caller's to correct. */
async function openKnown(at: { address: string; site: string }): Promise<OpenedStore> {
  try {
    return await openKnownSite(at)
  } catch (error) {
    throw new SettingError(error instanceof Error ? error.message : String(error))
  }
}

/** Beside hubs or without one: what is on the server is read as it is at one moment. */
function takeFromServer(
  { address, site }: { address: string; site: string },
  dataFolder: string,
  target: string,
): Promise<TakenBackup> {
  prepareFolder(dataFolder)
  const copyInto = (file: string): Promise<void> => copyFromServer(readPlace(address, site), file)
  return takeAlone(databasePath(dataFolder), target, { copyInto })
}

async function takeAlone(
  database: string,
  target: string,
  how: Pick<CopyRequest, 'copyInto'> = {},
): Promise<TakenBackup> {
  requireTarget(database, target)
  const asked = { database, target, takenAt: realEnvironment.now(), app: VERSION, ...how }
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
