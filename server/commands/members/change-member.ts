import { isoTime } from '../../domain/iso-time.ts'
import { HubError } from '../../protocol/errors.ts'
import type {
  ChangedMember,
  MemberChange,
  UndoableMember,
  UndoneChange,
} from '../../protocol/member-changes.ts'
import type { Actor, AuditAction } from '../../store/audit-log.ts'
import type { MembersTable } from '../../store/tables/members.ts'
import { saveMember } from '../../store/import-members.ts'
import { findMember } from '../../store/members.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import type { WriteContext } from '../../store/write.ts'
import { changesOf, type Fingerprints } from './audited-member.ts'

/**
 * Changes what a front desk may change of a member: a renewal or a payment. Doing it again changes nothing. The
 * member's next scan is a new one, and every desk hears of it. Throws `member_not_found`, and `request_conflict` where a
 * field is neither what whoever asks has seen nor what they want: somebody else was faster.
 */
export async function changeMember(
  context: WriteContext,
  { memberId, was, now }: MemberChange,
  by: ChangedBy,
): Promise<ChangedMember> {
  const before = await findMember(context.tx, memberId)
  if (!before) throw new HubError('member_not_found', 'Member not found')
  const known = undoableOf(before)
  requireUntouched(known, was ?? {}, { ...known, ...now })
  return saveChange(context, { before, now, action: 'member_changed' }, by)
}

/**
 * Undoes a change of a member, or a sale, so that they are as before it; the visits of the plan that were taken since have to be given back first.
 * Doing it again changes nothing. Throws `member_not_found`, and `request_conflict` where anything has changed the member since.
 */
export async function undoChange(
  context: WriteContext,
  { memberId, changed_time, was, now }: UndoneChange,
  by: ChangedBy,
): Promise<ChangedMember> {
  const before = await findMember(context.tx, memberId)
  if (!before) throw new HubError('member_not_found', 'Member not found')
  const known = undoableOf(before)
  const isAsChanged = before.updated_at === Date.parse(changed_time) && has(known, now)
  if (!isAsChanged && !has(known, was)) throw overtaken()
  return saveChange(context, { before, now: was, action: 'member_change_undone' }, by)
}

/** Whose change it is, and how values stand in the audit log. */
export interface ChangedBy {
  actor: Actor
  fingerprints: Fingerprints
}

interface Change {
  before: MembersTable
  now: Partial<UndoableMember>
  action: AuditAction
}

/** Writes what a change or a sale leaves of a member: the one way in which the end of a plan and its visits are set at a desk. */
export async function saveChange(
  context: WriteContext,
  { before, now, action }: Change,
  { actor, fingerprints }: ChangedBy,
): Promise<UndoableMember & { changed_time: string }> {
  const { tx } = context
  const after = { ...undoableOf(before), ...now }
  const member: MembersTable = { ...before, ...after, updated_at: context.now }
  const details = await changesOf(context, before, member, fingerprints)
  if (Object.keys(details).length === 0) return { ...after, changed_time: isoTime(before.updated_at) }
  saveMember(tx, member)
  forgetScansOfMember(tx, member.id)
  const { id: memberId, full_name, membership_type } = member
  context.append({ type: 'member_changed', at: context.now, memberId }, { full_name, membership_type })
  context.audit({ actor, action, subject: memberId, details })
  return { ...after, changed_time: isoTime(context.now) }
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
export function undoableOf(member: MembersTable): UndoableMember {
  const { membership_type, valid_from, valid_until, visits_left, debt_cents } = member
  return { membership_type, valid_from, valid_until, visits_left, debt_cents }
}
