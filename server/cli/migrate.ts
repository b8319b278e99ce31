import type { Command } from 'commander'
import { secretPath } from '../auth/secret.ts'
import { realEnvironment } from '../platform/clock.ts'
import { MAIN_SITE } from '../domain/site.ts'
import { sha256 } from '../platform/sha256.ts'
import { SettingError } from '../platform/setting-error.ts'
import { decodeSetting } from '../settings/decode.ts'
import { START_SETTINGS } from '../settings/start-settings.ts'
import { isSecretShared } from '../settings/settings.ts'
import { SETTINGS_FILE } from '../settings/settings-file.ts'
import { moveData, undoMove, type MoveParts, type MoveReport } from '../store/move/move.ts'
import { storageReasonOf } from '../store/storage-errors.ts'
import type { CommandLine, Run } from './command-line.ts'
import { comparisonOf } from './move-report.ts'
import { openSource, openTarget, readPlace, type Place } from './move-sides.ts'
import { settingOption, valueOption } from './options.ts'

/** Exit code of a move whose two sides are not the same. */
const DIFFERENT = 1

const PLACES = 'sqlite:FOLDER, or postgres://USER@HOST/DATABASE with its password in PGPASSWORD.'

/** `hub migrate`. */
export function addMigrateCommand(program: Command, run: Run): void {
  program
    .command('migrate')
    .description('Move a gym from a data folder to a server of PostgreSQL, or back, while no hub runs on it.')
    .addOption(valueOption('--from <PLACE>', `Where it is: ${PLACES}`))
    .addOption(valueOption('--to <PLACE>', 'Where it goes: an empty place of the other kind.'))
    .addOption(settingOption(START_SETTINGS.site))
    .option('--undo', 'Let the data at --from be served again, as they were when they were moved away.')
    .action(run(migrate))
}

function migrate(line: CommandLine): Promise<number> {
  const { from, to, undo = false } = line.given
  if (from === undefined || (to === undefined) !== undo) {
    throw new SettingError(
      'Say from where and to where: hub migrate --from PLACE --to PLACE; or hub migrate --undo --from PLACE.',
    )
  }
  const site =
    decodeSetting(START_SETTINGS.site, { given: { ...line.given }, env: line.terminal.env, file: {} }) ??
    MAIN_SITE
  if (to === undefined) return takeBack(line, readPlace(from, site))
  const places = { from: readPlace(from, site), to: readPlace(to, site) }
  if ('folder' in places.from === 'folder' in places.to) {
    throw new SettingError('Give a folder and a server: a gym moves from the one to the other.')
  }
  return move(line, places)
}

async function takeBack({ terminal }: CommandLine, place: Place): Promise<number> {
  const side = await openSource(place)
  try {
    const { to } = await undoMove(side)
    terminal.out.write(
      `${side.name} can be served again. What was recorded in ${to} since is not in it: stop the hubs there, they would go on with a gym of their own.\n`,
    )
    return 0
  } finally {
    await side.close()
  }
}

async function move(line: CommandLine, places: { from: Place; to: Place }): Promise<number> {
  const { out, err } = line.terminal
  const from = await openSource(places.from)
  try {
    const to = await openTarget(places.to)
    const startedAt = performance.now()
    try {
      const report = await moveOnce({ from, to, ...fresh(), watch: progressOn(err) })
      const seconds = (performance.now() - startedAt) / 1_000
      for (const part of [comparisonOf(report, seconds), afterwards(report, places, line)]) {
        for (const sentence of part) out.write(`${sentence}\n`)
      }
      return report.isWhole ? 0 : DIFFERENT
    } finally {
      await to.close()
    }
  } finally {
    await from.close()
  }
}

function fresh(): Pick<MoveParts, 'hash' | 'epoch' | 'now'> {
  return { hash: sha256, epoch: realEnvironment.newId(), now: realEnvironment.now() }
}

async function moveOnce(parts: MoveParts): Promise<MoveReport> {
  try {
    return await moveData(parts)
  } catch (error) {
    if (storageReasonOf(error) === null) throw error
    throw new SettingError(
      `${(error as Error).message.replace(/\.$/, '')}. What has arrived stays: run the same command again, and it goes on.`,
    )
  }
}

/** One line that is written over and over, where somebody looks at it. */
function progressOn(err: NodeJS.WritableStream): MoveParts['watch'] {
  if ((err as Partial<NodeJS.WriteStream>).isTTY !== true) return () => undefined
  return (work, table, rows, of) => {
    err.write(`\r\u001B[K${work} ${table}: ${rows.toLocaleString('en')} of ${of.toLocaleString('en')}`)
    if (work === 'compared') err.write('\r\u001B[K')
  }
}

/** What is left to do, a sentence a line. */
function afterwards(
  { isWhole }: MoveReport,
  { from, to }: { from: Place; to: Place },
  line: CommandLine,
): string[] {
  if (!isWhole) {
    return [
      `The two are not the same. ${from.name} is as it was and can be served; ${to.name} cannot.`,
      'Empty that one, and move again.',
    ]
  }
  const isShared = isSecretShared(line.terminal.env)
  return [
    `${from.name} is marked as moved: no hub serves it any more.`,
    ...('folder' in from && 'address' in to ? ontoServer(from.folder, to.site, isShared) : []),
    ...('folder' in to ? intoFolder(to.folder, isShared) : []),
  ]
}

function ontoServer(folder: string, site: string, isShared: boolean): string[] {
  const secret = isShared
    ? 'the same FRONTDESK_JWT_SECRET as before'
    : `FRONTDESK_JWT_SECRET="$(cat ${secretPath(folder)})"`
  return [
    `Start the hub with the same folder, which has its settings, its secret and its key for the network: hub serve --data ${folder} --database ADDRESS${site === MAIN_SITE ? '' : ` --site ${site}`}`,
    ...(site === MAIN_SITE
      ? []
      : [`Everybody signs in once again: tokens of before are not for the site ${site}.`]),
    `Every other hub on that database needs a folder of its own with a copy of ${SETTINGS_FILE}, and ${secret}: with another secret everybody has to sign in again.`,
  ]
}

function intoFolder(folder: string, isShared: boolean): string[] {
  const secret = isShared ? 'the same FRONTDESK_JWT_SECRET as before' : 'the secret that the hubs had'
  return [
    `Start the hub without --database: hub serve --data ${folder}`,
    `Give it ${SETTINGS_FILE} from the folder of a hub of before, and ${secret} (FRONTDESK_JWT_SECRET, or jwt-secret from that folder): with another secret everybody has to sign in again.`,
  ]
}
