import { HubError } from '../../protocol/errors.ts'
import type { EntryWords, MoneyOfChange } from '../../protocol/ledger.ts'
import type { MemberChange, UndoneChange } from '../../protocol/member-changes.ts'
import type { Tx } from '../../store/database.ts'
import { findChangeAt, findReversal, listEntriesOfChange, type EntryRow } from '../../store/ledger.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { MembersTable } from '../../store/tables/members.ts'
import { reversalOf, type NewEntry } from './book.ts'

/** Money in a change of a member: what is booked by it, whether that was done before, and what its undoing takes back. */

type Change = Pick<MemberChange, 'now'> & MoneyOfChange

/**
 * What a change books: what was sold, and what was received for it and for what was owed. Where only another debt is named, as older
 * desks and other programs do, less of it is a payment of which nobody knows the way, and more is a correction. Throws
 * `invalid_message` where the debt that is named is not what the amounts come to.
 */
export function entriesOfChange(
  before: MemberRow,
  change: Change,
  what: EntryWords = wordsOf(before, change),
): NewEntry[] {
  const { price_cents: price = 0, received_cents: received = 0, now } = change
  const paid = change.way ?? 'unknown'
  const more = (now.debt_cents ?? before.debt_cents) - before.debt_cents
  if (price + received === 0) {
    if (more === 0) return []
    return more < 0 ? [{ kind: 'payment', cents: more, way: paid }] : [{ kind: 'correction', cents: more }]
  }
  if (now.debt_cents !== undefined && more !== price - received) {
    throw new HubError('invalid_message', 'The debt is not what the price and what was received come to.')
  }
  const entries: NewEntry[] = []
  if (price > 0) entries.push({ kind: 'charge', cents: price, what })
  if (received > 0) entries.push({ kind: 'payment', cents: -received, way: paid })
  return entries
}

function wordsOf(before: MemberRow, { now }: Change): EntryWords {
  const { membership_type: plan, valid_until: from, visits_left } = before
  const visits = typeof now.visits_left === 'number' ? now.visits_left - (visits_left ?? 0) : 0
  return {
    ...(plan !== '' && { plan }),
    ...(now.valid_until !== undefined && { from, until: now.valid_until }),
    ...(visits > 0 && { visits }),
  }
}

/**
 * What was booked when the same change was asked before; undefined where it was not. Throws `request_conflict` for an id that stands for
 * other amounts.
 */
export async function findBooked(
  tx: Tx,
  { memberId, change_id, price_cents = 0, received_cents = 0 }: MemberChange,
): Promise<{ at: number; numbers: number[] } | undefined> {
  if (change_id === undefined) return undefined
  const rows = await listEntriesOfChange(tx, memberId, change_id)
  const [first] = rows
  if (!first) return undefined
  const sum = (kind: EntryRow['kind']): number =>
    rows.reduce((cents, row) => cents + (row.kind === kind ? Math.abs(row.cents) : 0), 0)
  if (
    sum('charge') !== price_cents ||
    (price_cents + received_cents > 0 && sum('payment') !== received_cents)
  ) {
    throw new HubError('request_conflict', 'This change_id was used for another change. Use a new one.')
  }
  return { at: first.at, numbers: rows.map(({ number }) => number) }
}

/** What takes back what a change has booked, its last entry first; nothing of what was taken back already. */
export async function entriesOfUndo(
  tx: Tx,
  before: MembersTable,
  { change_id, changed_time, now, was }: Pick<UndoneChange, 'change_id' | 'changed_time' | 'now' | 'was'>,
): Promise<NewEntry[]> {
  const isAboutMoney = change_id !== undefined || now.debt_cents !== undefined
  if (!isAboutMoney) return []
  const changeId = change_id ?? (await findChangeAt(tx, before.id, Date.parse(changed_time)))
  const rows = changeId === undefined ? [] : await listEntriesOfChange(tx, before.id, changeId)
  const entries: NewEntry[] = []
  for (const row of rows.toReversed()) {
    const isTakenBack = row.kind === 'reversal' || (await findReversal(tx, row.id)) !== undefined
    if (!isTakenBack) entries.push(reversalOf(row))
  }
  return [...entries, ...restOf(before, was.debt_cents, entries)]
}

/** What is missing to the debt of before, where a hub of an earlier version made the change and booked nothing. */
function restOf(before: MembersTable, wanted: number | undefined, entries: readonly NewEntry[]): NewEntry[] {
  const left = entries.reduce((sum, { cents }) => sum + cents, before.debt_cents)
  return wanted === undefined || wanted === left ? [] : [{ kind: 'correction', cents: wanted - left }]
}
