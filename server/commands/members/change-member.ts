import { isoTime } from '../../domain/iso-time.ts'
import { HubError } from '../../protocol/errors.ts'
import type {
  ChangedMember,
  MemberChange,
  MemberEssentials,
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
  const known = essentialsOf(before)
  requireUntouched(known, was ?? {}, { ...known, ...now })
  return saveChange(context, { before, now, action: 'member_changed' }, by)
}

/**
 * Undoes a change of a member, so that they are as before it; the visits of the plan that were taken since have to be given back first.
 * Doing it again changes nothing. Throws `member_not_found`, and `request_conflict` where anything has changed the member since.
 */
export async function undoChange(
  context: WriteContext,
  { memberId, changed_time, was, now }: UndoneChange,
  by: ChangedBy,
): Promise<ChangedMember> {
  const before = await findMember(context.tx, memberId)
  if (!before) throw new HubError('member_not_found', 'Member not found')
  const known = essentialsOf(before)
  const isAsChanged = before.updated_at === Date.parse(changed_time) && has(known, now)
  if (!isAsChanged && !has(known, was)) throw overtaken()
  return saveChange(context, { before, now: was, action: 'member_change_undone' }, by)
}

interface ChangedBy {
  actor: Actor
  fingerprints: Fingerprints
}

interface Change {
  before: MembersTable
  now: Partial<MemberEssentials>
  action: AuditAction
}

async function saveChange(
  context: WriteContext,
  { before, now, action }: Change,
  { actor, fingerprints }: ChangedBy,
): Promise<ChangedMember> {
  const { tx } = context
  const after = { ...essentialsOf(before), ...now }
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
function has(known: MemberEssentials, values: Partial<MemberEssentials>): boolean {
  const fields = Object.keys(values) as (keyof MemberEssentials)[]
  return fields.every((field) => known[field] === values[field])
}

function requireUntouched(
  known: MemberEssentials,
  seen: Partial<MemberEssentials>,
  wanted: MemberEssentials,
): void {
  const fields = Object.keys(seen) as (keyof MemberEssentials)[]
  const isOvertaken = fields.some((field) => known[field] !== seen[field] && known[field] !== wanted[field])
  if (isOvertaken) throw overtaken()
}

function overtaken(): HubError {
  return new HubError(
    'request_conflict',
    'Someone else has just changed this member. Check the new values, then try again.',
  )
}

/** A member as `changeMember` sees and leaves them. */
function essentialsOf({ valid_until, visits_left, debt_cents }: MembersTable): MemberEssentials {
  return { valid_until, visits_left, debt_cents }
}
