import type { ScanMode } from '../protocol/scan.ts'
import type { Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** Which scans count as the same one: the code, the desk and its mode. */
export interface ScanKey {
  code: string
  deskId: string
  mode: ScanMode
}

const select = prepared<ScanKey>()((db, value) =>
  db
    .selectFrom('recent_scans')
    .select(['occurred_at', 'answer'])
    .where('code', '=', value('code'))
    .where('desk_id', '=', value('deskId'))
    .where('mode', '=', value('mode')),
)

const upsert = prepared<ScanKey & { at: number; answer: string }>()((db, value) => {
  const row = { occurred_at: value('at'), answer: value('answer') }
  return db
    .insertInto('recent_scans')
    .values({ code: value('code'), desk_id: value('deskId'), mode: value('mode'), ...row })
    .onConflict((conflict) => conflict.columns(['code', 'desk_id', 'mode']).doUpdateSet(row))
})

const deleteBefore = prepared<{ before: number }>()((db, value) =>
  db.deleteFrom('recent_scans').where('occurred_at', '<', value('before')),
)

const deleteOfMember = prepared<{ memberId: string }>()((db, value) =>
  db
    .deleteFrom('recent_scans')
    .where('code', 'in', (cards) =>
      cards.selectFrom('credentials').select('credentials.code').where('member_id', '=', value('memberId')),
    ),
)

/** After a card got an owner its next scan is a new one. */
export async function forgetScansOfCode(tx: Tx, code: string): Promise<void> {
  await tx.deleteFrom('recent_scans').where('code', '=', code).execute()
}

/** After an undo the next scan of the member's cards is a new one. */
export async function forgetScansOfMember(tx: Tx, memberId: string): Promise<void> {
  await deleteOfMember(tx, { memberId })
}

/** The last scan of this code at this desk in this mode. */
export async function findRecentScan(
  tx: Tx,
  key: ScanKey,
): Promise<{ occurred_at: number; answer: string } | undefined> {
  const [row] = await select(tx, key)
  return row
}

export async function saveRecentScan(tx: Tx, key: ScanKey, at: number, answer: string): Promise<void> {
  await upsert(tx, { ...key, at, answer })
}

/** Forgets scans that no repeat can refer to any more. */
export async function forgetScansBefore(tx: Tx, before: number): Promise<void> {
  await deleteBefore(tx, { before })
}
