import { crc32 } from 'node:zlib'
import { COMMAND_LINE, type Actor } from '../auth/staff.ts'
import { takeBackBroken } from '../commands/changes/take-back.ts'
import { newSecret } from '../auth/random.ts'
import { exportMembers } from '../commands/members/file/export-members.ts'
import type { MembersFile } from '../commands/members/file/file-rows.ts'
import { exportLedger } from '../commands/ledger/list-entries.ts'
import { importMapped, type MappedImport, type MappedReport } from '../commands/members/import-mapped.ts'
import { importMembers, type Imported, type ImportParts } from '../commands/members/import-members.ts'
import { importInTurn } from '../commands/members/import-turn.ts'
import { keepMapping, readMappings, requireRoomFor } from '../commands/members/saved-mappings.ts'
import type { Watched } from '../commands/members/whole-or-nothing.ts'
import { listAvGymMembers, listCheckIns } from '../commands/reports/av-gym-lists.ts'
import { readCatalogue } from '../commands/plans/catalogue.ts'
import { businessDayAt } from '../domain/business-day.ts'
import { currentOf } from '../domain/plan-book.ts'
import type { HttpPort } from '../http/http-port.ts'
import { HubError } from '../protocol/errors.ts'
import type { Environment } from '../platform/clock.ts'
import { sha256 } from '../platform/sha256.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { Core } from './core.ts'
import type { Db } from '../store/database.ts'
import type { GroupWriter } from '../store/write.ts'
import { listGoing } from '../store/changes.ts'
import { isPostgres } from '../store/dialect.ts'
import { listPlans } from '../store/member-list.ts'
import { openFileApart, recogniseApart } from './read-file-apart.ts'

type Write = GroupWriter['write']

export type MemberFiles = Pick<
  HttpPort,
  | 'importMembers'
  | 'importMapped'
  | 'recogniseMembers'
  | 'exportMembers'
  | 'exportLedger'
  | 'listCheckIns'
  | 'listMembers'
> & {
  /** Takes back what imports have written that were broken off, and says which. */
  takeBackBroken: () => Promise<string[]>
}

/** Members in and out as files, and the lists that AV Gym's client reads. */
export function memberFiles(
  { store, writer }: Pick<Core, 'store' | 'writer'>,
  settings: HubSettings,
  {
    now,
    newId,
    setImmediate,
    setTimeout,
  }: Pick<Environment, 'now' | 'newId' | 'setImmediate' | 'setTimeout'>,
): MemberFiles {
  const fingerprints = { hash: sha256, newSalt: newSecret }
  const day = () => ({ today: businessDayAt(now(), settings.gym.dayRule).day, settings: settings.gym })
  const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
  const oneByOne = oneAfterTheOther()
  const write: Write = (...asked) => writer.write(...asked)
  const inTurn = <Result>(work: (write: Write) => Promise<Result>) =>
    isPostgres(store.db) ? importInTurn(write, { setTimeout }, work) : work(write)
  const takeBackOld = (write: Write) =>
    takeBackBroken(store.db, { write, by: { actor: COMMAND_LINE, fingerprints, newId } })
  const importing = (write: Write, actor: Actor, watched?: Watched): ImportParts => {
    const change = { id: newId(), kind: 'import' as const, actor }
    return { write, actor, newId, fingerprints, checksum: crc32, change, watched }
  }
  const importOne = async (file: MembersFile, actor: Actor, watched?: Watched): Promise<Imported> => {
    const reader = openFileApart(file)
    try {
      return await inTurn(async (write) => {
        // What was broken off is no file’s beginning.
        await takeBackOld(write)
        return importMembers(importing(write, actor, watched), reader.read)
      })
    } finally {
      await reader.close()
    }
  }
  const importTheirs = async (
    file: MembersFile,
    asked: MappedImport,
    actor: Actor,
    watched?: Watched,
  ): Promise<MappedReport> => {
    const { mapping, keep, isPreview } = asked
    if (keep !== undefined) await requireRoomFor(store.db, keep)
    const reader = openFileApart(file, { mapping, today: day().today })
    const importWith = (write: Write) =>
      importMapped({ ...importing(write, actor, watched), gym: settings.gym }, reader.read, asked)
    try {
      // A preview changes nothing, and what it has found is compared before anything is written.
      if (isPreview) return await importWith(write)
      return await inTurn(async (write) => {
        await takeBackOld(write)
        const report = await importWith(write)
        if (keep !== undefined) {
          await write((context) => keepMapping(context, { name: keep, mapping }, actor))
        }
        return report
      })
    } finally {
      await reader.close()
    }
  }
  /** Looked for each minute: hardly ever is there anything, and nobody's turn is taken then. */
  const takeBackAny = async (): Promise<string[]> =>
    (await listGoing(store.db)).length === 0 ? [] : inTurn(takeBackOld).catch(unlessElsewhere)
  return {
    recogniseMembers: async (file, chosen) =>
      recogniseApart(file, {
        ...{ today: day().today, plans: await plansOf(store.db) },
        ...{ kept: await readMappings(store.db), chosen },
      }),
    importMapped: (...asked) => oneByOne(() => importTheirs(...asked)),
    importMembers: (...asked) => oneByOne(() => importOne(...asked)),
    takeBackBroken: () => oneByOne(takeBackAny),
    exportMembers: (format) => exportMembers({ db: store.db, day: day(), checksum: crc32, nextTurn }, format),
    exportLedger: (span) => exportLedger({ db: store.db, nextTurn }, span),
    listCheckIns: (page) => listCheckIns(store.db, page),
    listMembers: (page, search) => listAvGymMembers(store.db, page, search, day()),
  }
}

/** Does one piece of work after the other: two files at once would each decide by what the other changes. */
function oneAfterTheOther(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}

/** Another hub's import goes on, or it takes back what broke. */
function unlessElsewhere(error: unknown): string[] {
  if (error instanceof HubError && error.code === 'rate_limited') return []
  throw error
}

/** The names of plans that the gym sells or members have: what another product calls them may be one of these. */
async function plansOf(db: Db): Promise<string[]> {
  const sold = (await readCatalogue(db)).filter(({ retiredAt }) => retiredAt === null)
  return [...new Set([...sold.map((plan) => currentOf(plan).name), ...(await listPlans(db))])]
}
