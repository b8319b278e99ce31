import type { Tx } from '../../store/database.ts'
import { findFamilyTie, findHolder, listDependants } from '../../store/families.ts'
import { addRow, dropRow, setRow, type MergedPair, type MergeRecord } from '../../store/merge-rows.ts'

const KEY = ['member_id'] as const

/**
 * Has the member who stays belong to the account of the one who goes, or hold it: an account has one holder, who belongs to nobody else's.
 * The tie that the member who stays has is kept, and a tie between the two is gone.
 */
export async function moveFamily(tx: Tx, pair: MergedPair, record: MergeRecord): Promise<void> {
  const { into, from } = pair
  const between = await findFamilyTie(tx, into)
  if (between?.holder_id === from) await dropTie(tx, between, record)
  const tie = await findFamilyTie(tx, from)
  if (tie) {
    await dropTie(tx, tie, record)
    const isFree = (await findHolder(tx, into)) === null && (await listDependants(tx, into)).length === 0
    if (isFree && tie.holder_id !== into) {
      await addRow(tx, { table: 'family_members', row: { ...tie, member_id: into } }, record)
    }
  }
  const holder = (await findHolder(tx, into)) ?? into
  for (const member_id of await listDependants(tx, from)) {
    const [before, after] = [{ holder_id: from }, { holder_id: holder }]
    await setRow(tx, { table: 'family_members', key: { member_id }, before, after }, record)
  }
}

async function dropTie(tx: Tx, tie: object, record: MergeRecord): Promise<void> {
  await dropRow(tx, { table: 'family_members', row: { ...tie } }, KEY, record)
}
