import { broughtRights } from '../../domain/rights/merge-rights.ts'
import type { Tx } from '../../store/database.ts'
import { addRow, findRow, setRow, type MergeRecord } from '../../store/merge-rows.ts'
import type { MemberRow } from '../../store/rights.ts'

interface MergedMembers {
  into: MemberRow
  from: MemberRow
}

/** Sets what the member who goes bought and paused so that it comes to the same days at the one who stays. Before the rows are moved. */
export async function adaptRights(
  tx: Tx,
  { into, from }: MergedMembers,
  { record, newId }: { record: MergeRecord; newId: () => string },
): Promise<void> {
  const { periods, freezes, rest } = broughtRights(into.rights, from.rights, from.rights.today, newId)
  for (const [at, { id, startsOn, endsOn }] of periods.entries()) {
    const was = from.rights.periods[at]
    if (!was || (was.startsOn === startsOn && was.endsOn === endsOn)) continue
    const before = { starts_on: was.startsOn, ends_on: was.endsOn }
    const after = { starts_on: startsOn, ends_on: endsOn }
    await setRow(tx, { table: 'periods', key: { member_id: from.id, id }, before, after }, record)
  }
  for (const [at, freeze] of freezes.entries()) {
    if (freeze === from.rights.freezes[at]) continue
    const key = { member_id: from.id, id: freeze.id }
    const row = await findRow(tx, 'freezes', key)
    if (!row) continue
    const left = rest.find(({ of }) => of === freeze.id)
    if (left) {
      const again = { ...row, id: left.id, member_id: into.id, starts_on: left.startsOn }
      await addRow(tx, { table: 'freezes', row: again }, record)
    }
    const before = { gives_back: row['gives_back'], ended_on: row['ended_on'] }
    const after = { gives_back: 0, ended_on: left ? freeze.endsOn : row['ended_on'] }
    await setRow(tx, { table: 'freezes', key, before, after }, record)
  }
}
