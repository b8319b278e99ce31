import { crc32 } from 'node:zlib'
import { exportLedger } from '../commands/ledger/list-entries.ts'
import { exportMembers } from '../commands/members/file/export-members.ts'
import { readMappings } from '../commands/members/saved-mappings.ts'
import { readCatalogue } from '../commands/plans/catalogue.ts'
import { listAvGymMembers, listCheckIns } from '../commands/reports/av-gym-lists.ts'
import { businessDayAt } from '../domain/business-day.ts'
import { currentOf } from '../domain/plan-book.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { Environment } from '../platform/clock.ts'
import { uploadFolder } from '../platform/data-folder.ts'
import { zipOf } from '../platform/zip/write-zip.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { Db } from '../store/database.ts'
import { listPlans } from '../store/member-list.ts'
import type { Core } from './core.ts'
import { filesOfArchive } from './export-archive.ts'
import { memberImports, type MemberImports } from './member-imports.ts'
import { withMembersFile } from './open-members-file.ts'
import { recogniseApart } from './read-file-apart.ts'

export type MemberFiles = MemberImports &
  Pick<
    HttpPort,
    'recogniseMembers' | 'exportMembers' | 'exportArchive' | 'exportLedger' | 'listCheckIns' | 'listMembers'
  >

/** Members in and out as files, and the lists that AV Gym's client reads. */
export function memberFiles(
  { store, writer }: Pick<Core, 'store' | 'writer'>,
  settings: HubSettings,
  environment: Pick<Environment, 'now' | 'newId' | 'setImmediate' | 'setTimeout'>,
): MemberFiles {
  const { now, setImmediate } = environment
  const day = () => ({ today: businessDayAt(now(), settings.gym.dayRule).day, settings: settings.gym })
  const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
  const members: HttpPort['exportMembers'] = (format) =>
    exportMembers({ db: store.db, day: day(), checksum: crc32, nextTurn }, format)
  return {
    ...memberImports({ store, writer, settings, environment }),
    recogniseMembers: (sent, chosen) =>
      withMembersFile(sent, uploadFolder(settings.dataFolder), async ({ file }) =>
        recogniseApart(file, {
          ...{ today: day().today, plans: await plansOf(store.db) },
          ...{ kept: await readMappings(store.db), chosen },
        }),
      ),
    exportMembers: members,
    exportArchive: () =>
      zipOf(
        filesOfArchive({
          ...{ db: store.db, nextTurn, members: () => members('csv') },
          ledger: () => exportLedger({ db: store.db, nextTurn }, { from: null, to: null }),
        }),
      ),
    exportLedger: (span) => exportLedger({ db: store.db, nextTurn }, span),
    listCheckIns: (page) => listCheckIns(store.db, page),
    listMembers: (page, search) => listAvGymMembers(store.db, page, search, day()),
  }
}

/** The names of plans that the gym sells or members have: what another product calls them may be one of these. */
async function plansOf(db: Db): Promise<string[]> {
  const sold = (await readCatalogue(db)).filter(({ retiredAt }) => retiredAt === null)
  return [...new Set([...sold.map((plan) => currentOf(plan).name), ...(await listPlans(db))])]
}
