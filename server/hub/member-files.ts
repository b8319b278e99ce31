import { crc32 } from 'node:zlib'
import type { Actor } from '../auth/staff.ts'
import { newSecret } from '../auth/random.ts'
import { exportMembers } from '../commands/members/file/export-members.ts'
import type { MembersFile } from '../commands/members/file/file-rows.ts'
import { exportLedger } from '../commands/ledger/list-entries.ts'
import { importMapped, type MappedImport } from '../commands/members/import-mapped.ts'
import { importMembers, type Imported } from '../commands/members/import-members.ts'
import { keepMapping, readMappings, requireRoomFor } from '../commands/members/saved-mappings.ts'
import { listAvGymMembers, listCheckIns } from '../commands/reports/av-gym-lists.ts'
import { readCatalogue } from '../commands/plans/catalogue.ts'
import { businessDayAt } from '../domain/business-day.ts'
import { currentOf } from '../domain/plan-book.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { ImportReport } from '../protocol/import-report.ts'
import type { Environment } from '../platform/clock.ts'
import { sha256 } from '../platform/sha256.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { Core } from './core.ts'
import type { Db } from '../store/database.ts'
import { listPlans } from '../store/member-list.ts'
import { openFileApart, recogniseApart } from './read-file-apart.ts'

type MemberFiles = Pick<
  HttpPort,
  | 'importMembers'
  | 'importMapped'
  | 'recogniseMembers'
  | 'exportMembers'
  | 'exportLedger'
  | 'listCheckIns'
  | 'listMembers'
>

/** Members in and out as files, and the lists that AV Gym's client reads. */
export function memberFiles(
  { store, writer }: Pick<Core, 'store' | 'writer'>,
  settings: HubSettings,
  { now, newId, setImmediate }: Pick<Environment, 'now' | 'newId' | 'setImmediate'>,
): MemberFiles {
  const fingerprints = { hash: sha256, newSalt: newSecret }
  const day = () => ({ today: businessDayAt(now(), settings.gym.dayRule).day, settings: settings.gym })
  const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
  const oneByOne = inTurn()
  const importing = (actor: Actor) => ({
    ...{ write: writer.write.bind(writer), actor, newId, fingerprints, checksum: crc32 },
    change: { id: newId(), kind: 'import' as const, actor },
  })
  const importOne = async (file: MembersFile, actor: Actor): Promise<Imported> => {
    const reader = openFileApart(file)
    try {
      return await importMembers(importing(actor), reader.read)
    } finally {
      await reader.close()
    }
  }
  const importTheirs = async (
    file: MembersFile,
    asked: MappedImport,
    actor: Actor,
  ): Promise<ImportReport> => {
    const { mapping, keep, isPreview } = asked
    if (keep !== undefined) await requireRoomFor(store.db, keep)
    const reader = openFileApart(file, { mapping, today: day().today })
    try {
      const report = await importMapped({ ...importing(actor), gym: settings.gym }, reader.read, asked)
      if (keep !== undefined && !isPreview)
        await writer.write((context) => keepMapping(context, { name: keep, mapping }, actor))
      return report
    } finally {
      await reader.close()
    }
  }
  return {
    recogniseMembers: async (file, chosen) =>
      recogniseApart(file, {
        ...{ today: day().today, plans: await plansOf(store.db) },
        ...{ kept: await readMappings(store.db), chosen },
      }),
    importMapped: (file, asked, actor) => oneByOne(() => importTheirs(file, asked, actor)),
    importMembers: (file, actor) => oneByOne(() => importOne(file, actor)),
    exportMembers: (format) => exportMembers({ db: store.db, day: day(), checksum: crc32, nextTurn }, format),
    exportLedger: (span) => exportLedger({ db: store.db, nextTurn }, span),
    listCheckIns: (page) => listCheckIns(store.db, page),
    listMembers: (page, search) => listAvGymMembers(store.db, page, search, day()),
  }
}

/** Does one piece of work after the other: two files at once would each decide by what the other changes. */
function inTurn(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
}

/** The names of plans that the gym sells or members have: what another product calls them may be one of these. */
async function plansOf(db: Db): Promise<string[]> {
  const sold = (await readCatalogue(db)).filter(({ retiredAt }) => retiredAt === null)
  return [...new Set([...sold.map((plan) => currentOf(plan).name), ...(await listPlans(db))])]
}
