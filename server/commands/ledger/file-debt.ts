import { listUnexplainedDebts } from '../../store/ledger.ts'
import type { MembersTable } from '../../store/tables/members.ts'
import type { WriteContext } from '../../store/write.ts'
import { book, type Booker } from './book.ts'

/**
 * Books what a file says of a member's debt: what they came with, or another debt than the known one. Nobody received it here, so it
 * is no payment. After the member was saved.
 */
export async function bookDebt(
  context: WriteContext,
  { known, member, changeId }: { known: MembersTable | undefined; member: MembersTable; changeId: string },
  by: Booker,
): Promise<void> {
  const cents = member.debt_cents - (known?.debt_cents ?? 0)
  if (cents === 0) return
  const kind = known ? 'correction' : 'opening'
  const before = known ?? { id: member.id, debt_cents: 0, debt_since: null }
  await book(context, before, { changeId, entries: [{ kind, cents }] }, by)
}

/** Members whose entries are made up for at once. */
const AT_ONCE = 1_000

/** Makes up for debts that were changed and not booked: by hubs of an earlier version in the same database, or by an import, of which the corrections are. */
export async function bookUnexplained(context: WriteContext, by: Booker, changeId?: string): Promise<void> {
  for (;;) {
    const found = await listUnexplainedDebts(context.tx, AT_ONCE)
    for (const { id, owed, entered } of found) {
      const entries = [{ kind: 'correction', cents: owed - entered }] as const
      await book(
        context,
        { id, debt_cents: entered, debt_since: null },
        { changeId: changeId ?? by.newId(), entries },
        by,
      )
    }
    if (found.length < AT_ONCE) return
  }
}
