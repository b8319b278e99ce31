import type { z } from 'zod'
import { HubError } from '../../protocol/errors.ts'
import type { BookedEntries } from '../../protocol/ledger.ts'
import type { payment, reversal, writeOff } from '../../protocol/ledger-params.ts'
import { saveMember } from '../../store/import-members.ts'
import { findEntry, findReversal, listEntriesOfChange, type EntryRow } from '../../store/ledger.ts'
import { findMember } from '../../store/members.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import type { WriteContext } from '../../store/write.ts'
import { book, reversalOf, type Booker, type Booking } from './book.ts'
import { mayReverse } from './may-reverse.ts'

/** What is booked by itself, without a change of the member's plan. All of it may be asked again. */

/** Receives a part or all of what a member owes. Throws `member_not_found`, and `request_conflict` for more than is owed. */
export function receivePayment(
  context: WriteContext,
  { memberId, change_id: changeId, cents, way }: z.output<typeof payment>,
  by: Booker,
): Promise<BookedEntries> {
  return bookOn(context, memberId, { changeId, entries: [{ kind: 'payment', cents: -cents, way }] }, by)
}

/** Gives up a part or all of what a member owes; the same in all else. */
export function writeOffDebt(
  context: WriteContext,
  { memberId, change_id: changeId, cents, reason }: z.output<typeof writeOff>,
  by: Booker,
): Promise<BookedEntries> {
  const entry = { kind: 'write_off', cents: -cents, what: { reason } } as const
  return bookOn(context, memberId, { changeId, entries: [entry] }, by)
}

/**
 * Takes an entry back by one of the opposite amount. Throws `invalid_message` for an entry that there is not or that is a reversal itself,
 * `forbidden` for somebody else's or an earlier day's where they may not, and `request_conflict` where it has been reversed, or the member
 * would be left with a credit.
 */
export async function reverseEntry(
  context: WriteContext,
  { entryId, change_id: changeId, reason }: z.output<typeof reversal>,
  by: Booker & { mayReverseAny: boolean },
): Promise<BookedEntries> {
  const entry = await findEntry(context.tx, entryId)
  if (!entry) throw new HubError('invalid_message', 'There is no such entry.')
  if (entry.kind === 'reversal')
    throw new HubError('invalid_message', 'A reversal cannot be reversed. Enter the amount again.')
  const before = await findReversal(context.tx, entryId)
  if (before && before.change_id !== changeId)
    throw new HubError('request_conflict', 'This entry has been reversed already.')
  if (!mayReverse(entry, { asker: by.actor.id, mayAny: by.mayReverseAny, today: context.counters.day.day }))
    throw new HubError(
      'forbidden',
      'Only a manager can reverse another person’s entry, or one of an earlier day.',
    )
  return bookOn(context, entry.member_id, { changeId, entries: [reversalOf(entry, { reason })] }, by)
}

async function bookOn(
  context: WriteContext,
  memberId: string,
  booking: Booking,
  by: Booker,
): Promise<BookedEntries> {
  const { tx, now } = context
  const before = await findMember(tx, memberId, context.counters.day.day)
  if (!before) throw new HubError('member_not_found', 'Member not found')
  const done = await listEntriesOfChange(tx, memberId, booking.changeId)
  if (done.length > 0) return answerOf(done, booking, before.debt_cents)
  const { numbers, ...owed } = await book(context, before, booking, by)
  saveMember(tx, { ...before, ...owed, updated_at: now })
  forgetScansOfMember(tx, memberId)
  const { full_name, membership_type } = before
  context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  return { numbers, debt_cents: owed.debt_cents }
}

function answerOf(done: readonly EntryRow[], { entries }: Booking, debt_cents: number): BookedEntries {
  const isSame = done.every(
    ({ kind, cents }, at) => entries[at]?.kind === kind && entries[at].cents === cents,
  )
  if (!isSame || done.length !== entries.length)
    throw new HubError('request_conflict', 'This change_id was used for another entry. Use a new one.')
  return { numbers: done.map(({ number }) => number), debt_cents }
}
