import { HubError, problem } from '../../protocol/errors.ts'
import type { Actor } from '../../store/audit-log.ts'
import { letClosingsOfMemberBe } from '../../store/closings.ts'
import { eraseMember, isDeleted } from '../../store/deleted-members.ts'
import { findMember } from '../../store/members.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import { findOpenVisit } from '../../store/visits.ts'
import type { WriteContext } from '../../store/write.ts'
import { deleteAway } from '../visitors/delete-away.ts'

/**
 * Deletes what tells who a member was: name, contact data, photo, notes, cards, and what was written beside their visits. Visits and money
 * stay, under no name. Every desk hears of it by a member without a name. Doing it again changes nothing. Throws `member_not_found`, and
 * `invalid_message` for somebody who is inside or owes something.
 */
export async function deleteMember(
  context: WriteContext,
  { memberId }: { memberId: string },
  actor: Actor,
): Promise<{ memberId: string }> {
  const { tx, counters } = context
  const member = await findMember(tx, memberId, counters.day.day)
  if (!member) {
    if (await isDeleted(tx, memberId)) return { memberId }
    throw new HubError('member_not_found', 'Member not found')
  }
  if (await findOpenVisit(tx, memberId))
    throw problem('member_inside', 'This member is inside. Check them out first, then delete them.')
  if (member.debt_cents > 0)
    throw problem(
      'member_owes',
      'This member has a balance due. Book the payment or write it off, then delete them.',
    )
  await deleteAway(context, memberId)
  await erase(context, memberId, actor)
  return { memberId }
}

/** Deletes a member whom a backup of before has brought back, whether they are inside or owe something; nothing for who is not there. */
export async function eraseAgain(context: WriteContext, memberId: string, actor: Actor): Promise<void> {
  if (await findMember(context.tx, memberId, context.counters.day.day)) await erase(context, memberId, actor)
}

async function erase(context: WriteContext, memberId: string, actor: Actor): Promise<void> {
  const { tx, now, counters } = context
  forgetScansOfMember(tx, memberId)
  counters.toReview -= await letClosingsOfMemberBe(tx, memberId, now)
  await eraseMember(tx, memberId, now)
  context.append(
    { type: 'member_changed', at: now, memberId },
    { full_name: '', membership_type: '', deleted_at: now },
  )
  context.audit({ actor, action: 'member_deleted', subject: memberId })
}
