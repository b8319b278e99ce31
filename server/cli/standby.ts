import { createInterface } from 'node:readline'
import type { Command } from 'commander'
import { existsSync } from 'node:fs'
import { COMMAND_LINE } from '../auth/staff.ts'
import { realEnvironment } from '../platform/clock.ts'
import { databasePath, lockFolder, prepareFolder } from '../platform/data-folder.ts'
import { SettingError } from '../platform/setting-error.ts'
import { WRONG_MANAGER } from '../protocol/standby.ts'
import { readPlaces } from '../settings/settings.ts'
import { readIdentity } from '../standby/fetch-copy.ts'
import { findManager } from '../standby/find-manager.ts'
import { joinHub, readHubAddress } from '../standby/join-hub.ts'
import { keepCopying } from '../standby/keep-copying.ts'
import { findPromotableCopy, promote, type PromotableCopy } from '../standby/promote.ts'
import { findStandbyFile, writeStandbyFile, type StandbyFile } from '../standby/standby-file.ts'
import type { Actor } from '../store/audit-log.ts'
import type { CommandLine, Run } from './command-line.ts'
import { valueOption } from './options.ts'
import { stopOnSignal } from './stop-on-signal.ts'
import type { Terminal } from './terminal.ts'

/** `hub standby`: goes on until it is told to stop. `hub promote`: makes what that kept the gym's hub. */
export function addStandbyCommands(program: Command, run: Run): void {
  program
    .command('standby')
    .description('Keep a copy of the gym on this PC, for the day on which the hub’s PC is lost.')
    .addOption(
      valueOption(
        '--of <ADDRESS>',
        'The hub, such as https://192.168.1.5:8443. Once, and where it has moved.',
      ),
    )
    .action(run(keepStandby))
  program
    .command('promote')
    .description('Make this PC the hub, with the copy that it keeps.')
    .option('--yes', 'Do not ask whether the hub before is really lost.')
    .addOption(valueOption('--manager <USERNAME>', 'Only for this manager, whose password is asked.'))
    .action(run(promoteHere))
}

async function keepStandby(line: CommandLine): Promise<void> {
  const { err, out } = line.terminal
  await withOwnFolder(line, async (folder) => {
    const standby = goOn(line, folder) ?? (await begin(line, folder))
    const stopping = new AbortController()
    const stopped = Promise.withResolvers<undefined>()
    const forgetSignals = stopOnSignal(async () => {
      stopping.abort()
      await stopped.promise
    })
    try {
      await keepCopying({
        ...{ folder, standby, now: realEnvironment.now, signal: stopping.signal },
        copied: ({ takenAt, counts, seq }) =>
          out.write(`Copy of ${takenAt}: ${counts['members'] ?? 0} members, seq ${seq}\n`),
        trouble: (sentence) => err.write(`${sentence ?? 'The copy is up to date again.'}\n`),
      })
    } finally {
      forgetSignals()
      stopped.resolve(undefined)
    }
  })
}

/** The standby that the folder has, which finds its hub where this line says; its key is the same wherever it is. */
function goOn({ given }: CommandLine, folder: string): StandbyFile | null {
  const kept = findStandbyFile(folder)
  if (kept === null || given.of === undefined) return kept
  const moved = { ...kept, ...readHubAddress(given.of) }
  writeStandbyFile(folder, moved)
  return moved
}

async function begin({ given, terminal }: CommandLine, folder: string): Promise<StandbyFile> {
  if (existsSync(databasePath(folder))) {
    throw new SettingError(
      `${folder} has a hub's data already. Choose a new folder for the copy with --data.`,
    )
  }
  const place = readHubAddress(given.of)
  const text = await ask(
    terminal,
    'Pairing text of a manager, from hub link --role manager on the hub’s PC: ',
  )
  const standby = await joinHub(place, text)
  writeStandbyFile(folder, standby)
  terminal.out.write(`This PC keeps a copy of the hub at ${place.host} from now on.\n`)
  return standby
}

async function promoteHere(line: CommandLine): Promise<number> {
  return withOwnFolder(line, async (folder) => {
    const copy = await findPromotableCopy(folder)
    const { now, newId } = realEnvironment
    const { out, err } = line.terminal
    err.write(`${describe(copy, now())}\n`)
    if (line.given.yes !== true && (await ask(line.terminal, QUESTION)).trim() !== 'yes') {
      throw new SettingError('Nothing was changed. To promote, answer yes, or give --yes.')
    }
    const actor = await readActor(line, copy)
    if (actor === null) {
      err.write('The username or the password is wrong, or not a manager’s. Nothing was changed.\n')
      return WRONG_MANAGER
    }
    const { jwtSecret } = readIdentity(folder)
    const term = await promote({ folder, copy, now: now(), actor, newId })
    out.write(`This PC is the hub from now on, in term ${term}. Start it: hub serve --data ${folder}\n`)
    if (jwtSecret === null) out.write('Give it the FRONTDESK_JWT_SECRET of the hub before.\n')
    return 0
  })
}

/** Who promotes: whoever types here, or the manager that is named, where the password is that of the copy. */
async function readActor({ given, terminal }: CommandLine, { file }: PromotableCopy): Promise<Actor | null> {
  const username = given.manager
  if (username === undefined) return COMMAND_LINE
  return findManager(file, { username, password: await ask(terminal, `Password of ${username}: `) })
}

const QUESTION =
  'Is the hub’s PC lost or switched off? The hub there ends for good. Type yes to promote this PC: '

const MINUTE_MS = 60_000

function describe({ takenAt, members }: PromotableCopy, now: number): string {
  const minutes = Math.max(0, Math.round((now - takenAt) / MINUTE_MS))
  return (
    `The copy is of ${new Date(takenAt).toISOString()}, ${minutes} minutes old, with ${members} members. What was done since comes ` +
    'back from the desks where it were scans, check-ins and check-outs of the last ten minutes; other changes are lost.'
  )
}

/** Works on a folder that no hub and no other standby has. */
async function withOwnFolder<Result>(
  line: CommandLine,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const { dataFolder, database } = readPlaces(line.given, line.terminal.env)
  if (database !== null) {
    throw new SettingError(
      'The database is on a server: a standby of it is the server’s own, as docs/scale.md says.',
    )
  }
  prepareFolder(dataFolder)
  const lock = lockFolder(dataFolder)
  if (!lock) {
    throw new SettingError(
      `A hub or a standby has the folder ${dataFolder}. Stop it first, or choose another folder.`,
    )
  }
  try {
    return await work(dataFolder)
  } finally {
    lock.release()
  }
}

/** One line that is typed, or comes through a pipe: a secret on the command line could be read by others. */
function ask({ input, err }: Terminal, question: string): Promise<string> {
  err.write(question)
  return new Promise((resolve) => {
    const lines = createInterface({ input })
    lines.once('line', (typed) => {
      resolve(typed)
      lines.close()
    })
    lines.once('close', () => resolve(''))
  })
}
