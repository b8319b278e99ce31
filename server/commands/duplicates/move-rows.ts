import { orderedPair } from '../../domain/duplicates/duplicate-finder.ts'
import type { Tx } from '../../store/database.ts'
import { listDismissedOf } from '../../store/duplicates.ts'
import { MOVED_ROWS, type MovedName } from '../../store/member-references.ts'
import { moveFamily } from './move-family.ts'
import {
  addRow,
  dropRow,
  findRow,
  giveVisits,
  listVisitIds,
  moveRows,
  setRow,
  type MergedPair,
  type MergeRecord,
} from '../../store/merge-rows.ts'
import { listVisitsOfFirstPeriod } from '../../store/visits.ts'

/** Gives all that belongs to the member who goes to the one who stays, and keeps what was where. */
export async function moveAll(tx: Tx, pair: MergedPair, record: MergeRecord): Promise<void> {
  await moveVisits(tx, pair, record)
  for (const name of Object.keys(MOVED_ROWS) as MovedName[]) await moveRows(tx, name, pair, record)
  await moveFamily(tx, pair, record)
  await moveDismissed(tx, pair, record)
}

async function moveVisits(tx: Tx, pair: MergedPair, record: MergeRecord): Promise<void> {
  const ids = await listVisitIds(tx, pair.from)
  // A visit that names no pack was taken of the member's first one, which has the member's own id.
  for (const id of await listVisitsOfFirstPeriod(tx, ids)) {
    const [before, after] = [{ period_id: null }, { period_id: pair.from }]
    await setRow(tx, { table: 'visits', key: { id }, before, after }, record)
  }
  await giveVisits(tx, ids, pair)
  if (ids.length > 0) record.moved.visits = ids
}

/** Whoever is not the one who goes is not the one who stays either. */
async function moveDismissed(tx: Tx, { into, from }: MergedPair, record: MergeRecord): Promise<void> {
  for (const row of await listDismissedOf(tx, from)) {
    await dropRow(tx, { table: 'dismissed_duplicates', row: { ...row } }, ['one_id', 'other_id'], record)
    const third = row.one_id === from ? row.other_id : row.one_id
    if (third === into) continue
    const [one_id, other_id] = orderedPair(into, third)
    if (await findRow(tx, 'dismissed_duplicates', { one_id, other_id })) continue
    await addRow(tx, { table: 'dismissed_duplicates', row: { ...row, one_id, other_id } }, record)
  }
}
