import type { ScanMode } from '../protocol/scan.ts'
import type { Tx } from './database.ts'
import type { RecentScansTable } from './tables/events.ts'
import { preparedByKeys, preparedWrite, type NoValues } from './prepared.ts'

/** Which scans count as the same one: the code, the desk and its mode. */
export interface ScanKey {
  code: string
  deskId: string
  mode: ScanMode
}

const select = preparedByKeys<NoValues>()((db, codes) =>
  db.selectFrom('recent_scans').selectAll().where('code', 'in', codes),
)

const upsert = preparedWrite<ScanKey & { at: number; answer: string }>()((db, value) => {
  const row = { occurred_at: value('at'), answer: value('answer') }
  return db
    .insertInto('recent_scans')
    .values({ code: value('code'), desk_id: value('deskId'), mode: value('mode'), ...row })
    .onConflict((conflict) => conflict.columns(['code', 'desk_id', 'mode']).doUpdateSet(row))
})

const deleteBefore = preparedWrite<{ before: number }>()((db, value) =>
  db.deleteFrom('recent_scans').where('occurred_at', '<', value('before')),
)

const deleteOfCode = preparedWrite<{ code: string }>()((db, value) =>
  db.deleteFrom('recent_scans').where('code', '=', value('code')),
)

const deleteOfMember = preparedWrite<{ memberId: string }>()((db, value) =>
  db
    .deleteFrom('recent_scans')
    .where('code', 'in', (cards) =>
      cards.selectFrom('credentials').select('credentials.code').where('member_id', '=', value('memberId')),
    ),
)

/** After a card got an owner its next scan is a new one. */
export function forgetScansOfCode(tx: Tx, code: string): void {
  deleteOfCode(tx, { code })
}

/** After an undo the next scan of the member's cards is a new one. */
export function forgetScansOfMember(tx: Tx, memberId: string): void {
  deleteOfMember(tx, { memberId })
}

export type RecentScan = RecentScansTable

/** The last scans of several codes, at each desk and in each mode. */
export async function listRecentScans(tx: Tx, codes: readonly string[]): Promise<RecentScan[]> {
  return select(tx, codes, {})
}

/** The one of them that counts as the same scan. */
export function scanOf(
  { code, deskId, mode }: ScanKey,
  scans: readonly RecentScan[],
): RecentScan | undefined {
  return scans.find((scan) => scan.code === code && scan.desk_id === deskId && scan.mode === mode)
}

export function saveRecentScan(tx: Tx, key: ScanKey, at: number, answer: string): void {
  upsert(tx, { ...key, at, answer })
}

/** Forgets scans that no repeat can refer to any more. */
export function forgetScansBefore(tx: Tx, before: number): void {
  deleteBefore(tx, { before })
}
