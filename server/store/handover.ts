import type { Db, Tx } from './database.ts'
import type { HandoverNotesTable } from './tables/messages.ts'

export type HandoverRow = HandoverNotesTable

/** The versions of the hand-over note that are kept, the newest first. */
export async function listHandoverVersions(db: Db): Promise<HandoverRow[]> {
  return db.selectFrom('handover_notes').selectAll().orderBy('version', 'desc').execute()
}

export async function findHandover(db: Db): Promise<HandoverRow | undefined> {
  return db.selectFrom('handover_notes').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst()
}

/** Adds a version and forgets all but the newest `kept`. */
export async function insertHandover(tx: Tx, row: HandoverRow, kept: number): Promise<void> {
  await tx.insertInto('handover_notes').values(row).execute()
  await tx
    .deleteFrom('handover_notes')
    .where('version', '<=', row.version - kept)
    .execute()
}

/** The newest version that a person has read; 0 for none. */
export async function readHandoverVersion(db: Db, staffId: string): Promise<number> {
  const row = await db
    .selectFrom('handover_reads')
    .select('version')
    .where('staff_id', '=', staffId)
    .executeTakeFirst()
  return row?.version ?? 0
}

export async function saveHandoverRead(tx: Tx, staffId: string, version: number): Promise<void> {
  await tx
    .insertInto('handover_reads')
    .values({ staff_id: staffId, version })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ version }))
    .execute()
}
