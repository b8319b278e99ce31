import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { addLedger, lookAtLedger } from '../commands/ledger/import-ledger.ts'
import type { FileEntry } from '../commands/ledger/ledger-file.ts'
import { readToEnd, type TablePiece } from '../commands/members/file/own-table.ts'
import type { FileHistory } from '../commands/members/import-members.ts'
import { addPlans, lookAtPlans } from '../commands/plans/import-plans.ts'
import { addVisits } from '../commands/visits/past/import-visits.ts'
import type { PastVisit } from '../commands/visits/past/visits-file.ts'
import { BytesOnDisk } from '../platform/bytes-on-disk.ts'
import { unpackTo, type PackedFile, type ZipBytes } from '../platform/zip/read-zip.ts'
import type { ArchivedPlan } from '../protocol/archived-plans.ts'
import { DEFAULT_LIMITS } from '../settings/limits.ts'
import { openTableApart, type TableName } from './read-file-apart.ts'

/** What an archive has beside the members and their photos. */
export interface HistoryFiles {
  visits: readonly PackedFile[]
  plans: PackedFile | undefined
  ledger: PackedFile | undefined
}

/** A gym's plans have some kilobytes: they are read as a whole. */
export const MAX_PLANS_BYTES = 2_000_000

/** The plans, the visits and the ledger of an archive, each unpacked into the folder for as long as it is read. */
export function historyOf(
  bytes: ZipBytes,
  { visits, plans, ledger }: HistoryFiles,
  folder: string,
): FileHistory | undefined {
  if (visits.length === 0 && !plans && !ledger) return undefined
  const pieces = <Row>(file: PackedFile, table: TableName): AsyncGenerator<TablePiece<Row>> =>
    piecesOf<Row>({ bytes, folder }, file, table)
  return {
    hasLedger: ledger !== undefined,
    async look(parts) {
      if (plans) await lookAtPlans(parts, pieces<ArchivedPlan>(plans, 'plans'))
      for (const file of visits) await readToEnd(pieces(file, 'visits'))
      if (ledger) await lookAtLedger(parts, pieces<FileEntry>(ledger, 'ledger'))
    },
    takePlans: async (parts) => (plans ? addPlans(parts, pieces<ArchivedPlan>(plans, 'plans')) : 0),
    async take(parts) {
      const taken = { visits: 0, entries: 0 }
      for (const file of visits)
        taken.visits += (await addVisits(parts, pieces<PastVisit>(file, 'visits'))).added
      if (ledger) taken.entries = await addLedger(parts, pieces<FileEntry>(ledger, 'ledger'))
      return taken
    },
  }
}

async function* piecesOf<Row>(
  { bytes, folder }: { bytes: ZipBytes; folder: string },
  file: PackedFile,
  table: TableName,
): AsyncGenerator<TablePiece<Row>> {
  const path = join(folder, randomUUID())
  try {
    const most = table === 'plans' ? MAX_PLANS_BYTES : DEFAULT_LIMITS.maxMembersFileBytes
    await unpackTo(path, bytes, file, most)
    const reader = openTableApart<Row>({ bytes: new BytesOnDisk(path) }, table)
    try {
      yield* reader.read()
    } finally {
      await reader.close()
    }
  } finally {
    await rm(path, { force: true })
  }
}
