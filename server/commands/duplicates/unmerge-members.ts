import { HubError } from '../../protocol/errors.ts'
import { MERGE_UNDO_DAYS, type KeptAfterMerge, type UndoneMerge } from '../../protocol/duplicates.ts'
import type { Actor } from '../../store/audit-log.ts'
import type { Tx } from '../../store/database.ts'
import { sumOfEntries } from '../../store/ledger.ts'
import type { MovedName } from '../../store/member-references.ts'
import { findMember, searchText } from '../../store/members.ts'
import {
  addRow,
  findRow,
  giveVisits,
  moveRowsBack,
  removeAdded,
  setColumns,
  setRowBack,
  type MergedPair,
} from '../../store/merge-rows.ts'
import { countThings, findMerge, recordOf, saveUndone } from '../../store/merges.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import type { MergesTable } from '../../store/tables/duplicates.ts'
import { memberOf } from '../members/change-member.ts'
import { announceChange } from '../members/edit-member.ts'
import type { ClosingContext } from '../visits/end-overdue.ts'
import type { WholeRecord } from './merge-members.ts'
import { letBothInside } from './one-inside.ts'

const DAY_MS = 24 * 3_600_000

/** Before this instant a merge is too old to be undone. */
export function undoableSince(now: number): number {
  return now - MERGE_UNDO_DAYS * DAY_MS
}

type Kept = UndoneMerge['kept']

/**
 * Makes two members of one again: each row goes back to whose it was, as far as it is still as the merge left it. What came or was
 * changed since stays with the one who stayed, and is said. Throws `invalid_message` where there is no such merge or it is too old, and
 * `request_conflict` where it was undone, or the one who stayed is a member no more.
 */
export async function unmergeMembers(
  context: ClosingContext,
  { id }: { id: string },
  { actor }: { actor: Actor },
): Promise<UndoneMerge> {
  const { tx, now } = context
  const made = await requireUndoable(context, id)
  const { merge, record } = made
  const pair = { into: merge.into_id, from: merge.from_id }
  forgetScansOfMember(tx, pair.into)
  const kept = keptSince(await countThings(tx, pair.into, merge.at))
  await putBack(context, pair, record, kept)
  await saveUndone(tx, id, now)
  for (const memberId of [pair.into, pair.from]) {
    announceChange(context, await memberOf(context, memberId))
    const details = { merge: id, ...(memberId === pair.into && { kept }) }
    context.audit({ actor, action: 'merge_undone', subject: memberId, details })
  }
  return { memberId: pair.into, otherId: pair.from, kept }
}

async function requireUndoable(
  { tx, trustedNow, counters }: ClosingContext,
  id: string,
): Promise<{ merge: MergesTable; record: WholeRecord }> {
  const merge = await findMerge(tx, id)
  if (!merge) throw new HubError('invalid_message', 'There is no such merge. Look at the list again.')
  if (merge.undone_at !== null)
    throw new HubError('request_conflict', 'Somebody has undone this merge already.')
  const record = recordOf(merge) as WholeRecord | null
  if (record === null || merge.at < undoableSince(trustedNow)) {
    const message = `A merge can be undone for ${MERGE_UNDO_DAYS} days, and this one is older. Add the member again.`
    throw new HubError('invalid_message', message)
  }
  if (await findMember(tx, merge.into_id, counters.day.day)) return { merge, record }
  throw new HubError(
    'request_conflict',
    'The member who stayed was merged into another one since. Undo that merge first.',
  )
}

function keptSince(since: Kept): Kept {
  return Object.fromEntries(Object.entries(since).filter(([, count]) => count > 0))
}

/** In the opposite order of the merge. Notes in `kept` what does not go back. */
async function putBack(
  context: ClosingContext,
  pair: MergedPair,
  record: WholeRecord,
  kept: Kept,
): Promise<void> {
  const { tx } = context
  const { ledger_entries: entries = [], visits = [], ...others } = record.moved
  const member = record.dropped.find(({ table }) => table === 'members')
  if (member) await addRow(tx, member)
  const goesBack = (await sumOfEntries(tx, pair.into)) >= (await sumOfEntries(tx, pair.into, entries))
  if (goesBack) await moveRowsBack(tx, 'ledger_entries', pair, entries)
  else kept.debt = 0
  await giveVisits(tx, visits, { into: pair.from, from: pair.into })
  for (const [name, keys] of Object.entries(others)) await moveRowsBack(tx, name as MovedName, pair, keys)
  await setBack(tx, record, kept)
  for (const row of record.added) {
    if (await removeAdded(tx, row)) continue
    note(kept, thingOf(row.table))
  }
  for (const row of record.dropped) await addRow(tx, row)
  await balance(tx, pair)
  if (record.takenBack === null) return
  const isOpen = await letBothInside(
    context,
    record.takenBack,
    await memberOf(context, record.takenBack.memberId),
  )
  if (!isOpen) kept.visit = 0
}

async function setBack(tx: Tx, { set }: WholeRecord, kept: Kept): Promise<void> {
  for (const row of set.toReversed()) {
    const touched = await setRowBack(tx, row)
    // The debt is the sum of the entries, and what is found by the name follows the name.
    const own = touched.filter((column) => !FOLLOWING.has(column))
    if (own.length > 0) note(kept, thingOf(row.table))
    if (row.table !== 'members' || own.length === 0) continue
    const now = await findRow(tx, 'members', row.key)
    const search_text = searchText(String(now?.['full_name']), String(now?.['phone']))
    await setColumns(tx, 'members', row.key, { search_text })
  }
}

/** Columns that follow from others. */
const FOLLOWING = new Set(['search_text', 'updated_at', 'debt_cents', 'debt_since'])

function note(kept: Kept, thing: KeptAfterMerge | null): void {
  if (thing !== null) kept[thing] ??= 0
}

function thingOf(table: string): KeptAfterMerge | null {
  if (table === 'members') return 'fields'
  if (table === 'periods' || table === 'freezes') return 'plan'
  return table === 'member_photos' ? 'photo' : null
}

/** What each of them owes is the sum of their entries. */
async function balance(tx: Tx, { into, from }: MergedPair): Promise<void> {
  for (const id of [into, from]) {
    const row = await findRow(tx, 'members', { id })
    const owed = await sumOfEntries(tx, id)
    if (row?.['debt_cents'] === owed) continue
    const since = owed === 0 ? {} : { debt_since: row?.['debt_since'] }
    await setColumns(tx, 'members', { id }, { debt_cents: owed, debt_since: null, ...since })
  }
}
