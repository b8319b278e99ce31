import { HubError } from '../../protocol/errors.ts'
import type { MemberChange, MemberEssentials } from '../../protocol/member-changes.ts'
import type { Actor } from '../../store/audit-log.ts'
import type { MembersTable } from '../../store/database.ts'
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
  { actor, fingerprints }: { actor: Actor; fingerprints: Fingerprints },
): Promise<MemberEssentials> {
  const { tx } = context
  const before = await findMember(tx, memberId)
  if (!before) throw new HubError('member_not_found', 'Member not found')
  const known = essentialsOf(before)
  const after = { ...known, ...now }
  requireUntouched(known, was ?? {}, after)
  const member: MembersTable = { ...before, ...after, updated_at: context.now }
  const details = await changesOf(context, before, member, fingerprints)
  if (Object.keys(details).length === 0) return after
  saveMember(tx, member)
  forgetScansOfMember(tx, memberId)
  const { full_name, membership_type } = member
  context.append({ type: 'member_changed', at: context.now, memberId }, { full_name, membership_type })
  context.audit({ actor, action: 'member_changed', subject: memberId, details })
  return after
}

function requireUntouched(
  known: MemberEssentials,
  seen: Partial<MemberEssentials>,
  wanted: MemberEssentials,
): void {
  const fields = Object.keys(seen) as (keyof MemberEssentials)[]
  const isOvertaken = fields.some((field) => known[field] !== seen[field] && known[field] !== wanted[field])
  if (isOvertaken) {
    throw new HubError(
      'request_conflict',
      'Someone else has just changed this member. Check the new values, then try again.',
    )
  }
}

/** A member as `changeMember` sees and leaves them. */
function essentialsOf({ valid_until, visits_left, debt_cents }: MembersTable): MemberEssentials {
  return { valid_until, visits_left, debt_cents }
}
