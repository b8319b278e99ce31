import { HubError } from '../../protocol/errors.ts'
import type { Actor } from '../../store/audit-log.ts'
import { findMember } from '../../store/members.ts'
import { endStandingOverrides, findStandingOverride } from '../../store/standing-overrides.ts'
import type { WriteContext } from '../../store/write.ts'

/**
 * Ends an override before its day: from now on the rule counts again. Doing it again changes nothing. Throws
 * `member_not_found` where the member has no such override.
 */
export async function endOverride(
  context: WriteContext,
  { memberId, overrideId }: { memberId: string; overrideId: string },
  actor: Actor,
): Promise<{ memberId: string; overrideId: string }> {
  const { tx, now } = context
  const standing = await findStandingOverride(tx, overrideId)
  const member = await findMember(tx, memberId, context.counters.day.day)
  if (!member || standing?.member_id !== memberId) {
    throw new HubError('member_not_found', 'This member has no such override.')
  }
  if (standing.ended_at !== null) return { memberId, overrideId }
  endStandingOverrides(tx, { id: overrideId }, { at: now, by: actor.id })
  const { full_name, membership_type } = member
  context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  const details = { override: overrideId, refusal: standing.refusal, until: standing.until_day }
  context.audit({ actor, action: 'override_ended', subject: memberId, details })
  return { memberId, overrideId }
}
