import { renewed, setRight } from '../../domain/rights/change-plan.ts'
import { planOn } from '../../domain/rights/plan-on.ts'
import type { Rights } from '../../domain/rights/rights.ts'
import { isTakenBack, takenBack } from '../../domain/rights/taken-back.ts'
import { isoTime } from '../../domain/iso-time.ts'
import { HubError } from '../../protocol/errors.ts'
import type {
  ChangedMember,
  MemberChange,
  UndoableMember,
  UndoneChange,
} from '../../protocol/member-changes.ts'
import type { AuditAction } from '../../store/audit-log.ts'
import type { MemberRow } from '../../store/rights.ts'
import { saveMember } from '../../store/import-members.ts'
import { findMember } from '../../store/members.ts'
import { cancelPass } from '../../store/passes.ts'
import { findRenewalAt, planValuesOf, withRights } from '../../store/rights.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import type { WriteContext } from '../../store/write.ts'
import { book, type Booker, type Booking } from '../ledger/book.ts'
import { entriesOfChange, entriesOfUndo, findBooked } from '../ledger/money-of-change.ts'
import { changesOf } from './audited-member.ts'
import { requireSale } from './undone-sale.ts'

/**
 * Changes what a front desk may change of a member: a renewal, which is a period of its own, or a payment, with what that books. Doing it
 * again changes nothing. The member's next scan is a new one, and every desk hears of it. Throws `member_not_found`, and `request_conflict` where a
 * field is neither what whoever asks has seen nor what they want: somebody else was faster.
 */
export async function changeMember(
  context: WriteContext,
  change: MemberChange,
  by: Booker,
): Promise<ChangedMember> {
  const { memberId, was, now } = change
  const before = await memberOf(context, memberId)
  const known = undoableOf(before)
  const booked = await findBooked(context.tx, change)
  if (booked) return { ...known, changed_time: isoTime(booked.at), receipts: booked.numbers }
  requireUntouched(known, was ?? {}, { ...known, ...now })
  const rights = rightsWith(before, now, by.newId())
  const booking = { changeId: change.change_id ?? by.newId(), entries: entriesOfChange(before, change) }
  return saveChange(context, { before, now, rights, action: 'member_changed', booking }, by)
}

/**
 * Undoes a change of a member, or a sale, so that they are as before it: what was bought with it is taken back. The visits of the plan that
 * were taken since have to be given back first.
 * Doing it again changes nothing. Throws `member_not_found`, and `request_conflict` where anything has changed the member since.
 */
export async function undoChange(
  context: WriteContext,
  undone: UndoneChange,
  by: Booker,
): Promise<ChangedMember> {
  const sale = await requireSale(context, undone)
  const { memberId, changed_time, was, now } = undone
  const before = await memberOf(context, memberId)
  const known = undoableOf(before)
  const entries = await entriesOfUndo(context.tx, before, undone)
  const unsold = sale && takenBack(before.rights, sale)
  const isMade = sale ? unsold !== null : has(known, now)
  const isAsChanged = before.updated_at === Date.parse(changed_time) && isMade
  const isAsBefore = sale ? isTakenBack(before.rights, sale) : has(known, was)
  if (!isAsChanged && !(isAsBefore && entries.length === 0)) throw overtaken()
  const rights = isAsChanged ? (unsold ?? (await rightsBefore(context, before, was))) : before.rights
  const booking = { changeId: by.newId(), entries }
  if (undone.change_id !== undefined)
    cancelPass(context.tx, { memberId, id: undone.change_id, at: context.now })
  return saveChange(context, { before, now: was, rights, action: 'member_change_undone', booking }, by)
}

/** What a member has without the change that made them what they are. */
async function rightsBefore(
  { tx }: WriteContext,
  member: MemberRow,
  was: Partial<UndoableMember>,
): Promise<Rights> {
  const without = withoutPeriod(member, await findRenewalAt(tx, member.id, member.updated_at))
  return setRight(without.rights, without.rights.today, planValuesOf({ ...without, ...was }), member.id)
}

/** The member as they are today. Throws `member_not_found`. */
export async function memberOf({ tx, counters }: WriteContext, memberId: string): Promise<MemberRow> {
  const member = await findMember(tx, memberId, counters.day.day)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  return member
}

/**
 * What a member may once this is what they have: what was bought is a period of its own, anything else sets right what is there. Where a
 * first day is named, only a period that begins there is what was bought.
 */
export function rightsWith(before: MemberRow, now: Partial<UndoableMember>, newId: string): Rights {
  const wanted = planValuesOf({ ...before, ...now })
  const { today } = before.rights
  const bought = renewed(before.rights, today, wanted, newId)
  const isWanted =
    bought !== null && (now.valid_from === undefined || planOn(bought, today).validFrom === now.valid_from)
  return isWanted ? bought : setRight(before.rights, today, wanted, before.id)
}

function withoutPeriod(member: MemberRow, taken: string | undefined): MemberRow {
  const { rights } = member
  return withRights(member, { ...rights, periods: rights.periods.filter(({ id }) => id !== taken) })
}

interface Change {
  before: MemberRow
  now: Partial<UndoableMember>
  rights: Rights
  action: AuditAction
  booking: Booking
}

/** Writes what a change or a sale leaves of a member: the one way in which the end of a plan and its visits are set at a desk. */
export async function saveChange(
  context: WriteContext,
  { before, now, rights, action, booking }: Change,
  by: Booker,
): Promise<UndoableMember & ChangedMember> {
  const { tx } = context
  const { numbers: receipts, ...owed } = await book(context, before, booking, by)
  const changed: MemberRow = { ...before, ...now, ...owed, updated_at: context.now }
  const member = withRights(changed, rights)
  const after = undoableOf(member)
  const details = await changesOf(context, before, member, by.fingerprints)
  const isNothing = Object.keys(details).length === 0 && receipts.length === 0 && rights === before.rights
  if (isNothing) return { ...after, changed_time: isoTime(before.updated_at) }
  saveMember(tx, member, before.rights)
  forgetScansOfMember(tx, member.id)
  const { id: memberId, full_name, membership_type } = member
  context.append({ type: 'member_changed', at: context.now, memberId }, { full_name, membership_type })
  context.audit({ actor: by.actor, action, subject: memberId, details })
  return { ...after, changed_time: isoTime(context.now), ...(receipts.length > 0 && { receipts }) }
}

/** True where the member has all these values. */
function has(known: UndoableMember, values: Partial<UndoableMember>): boolean {
  const fields = Object.keys(values) as (keyof UndoableMember)[]
  return fields.every((field) => known[field] === values[field])
}

/** Throws where a field is neither what was seen nor what is wanted. */
export function requireUntouched(
  known: UndoableMember,
  seen: Partial<UndoableMember>,
  wanted?: UndoableMember,
): void {
  const fields = Object.keys(seen) as (keyof UndoableMember)[]
  const isOvertaken = fields.some((field) => known[field] !== seen[field] && known[field] !== wanted?.[field])
  if (isOvertaken) throw overtaken()
}

function overtaken(): HubError {
  return new HubError(
    'request_conflict',
    'Someone else has just changed this member. Check the new values, then try again.',
  )
}

/** A member as changes and sales see and leave them. */
export function undoableOf(member: MemberRow): UndoableMember {
  const { membership_type, valid_from, valid_until, visits_left, debt_cents } = member
  return { membership_type, valid_from, valid_until, visits_left, debt_cents }
}
