import type { z } from 'zod'
import { orderedPair } from '../../domain/duplicates/duplicate-finder.ts'
import type { twoMembers } from '../../protocol/duplicates.ts'
import type { Actor } from '../../store/audit-log.ts'
import { isDismissed, saveDismissed } from '../../store/duplicates.ts'
import type { WriteContext } from '../../store/write.ts'
import { memberOf } from '../members/change-member.ts'

/** Says that two members are two people, so that they are no pair any more; doing it again changes nothing. Throws `member_not_found`. */
export async function dismissDuplicate(
  context: WriteContext,
  { memberId, otherId }: z.output<typeof twoMembers>,
  actor: Actor,
): Promise<{ memberId: string; otherId: string }> {
  await memberOf(context, memberId)
  await memberOf(context, otherId)
  const [one_id, other_id] = orderedPair(memberId, otherId)
  if (await isDismissed(context.tx, one_id, other_id)) return { memberId, otherId }
  saveDismissed(context.tx, { one_id, other_id, staff_id: actor.id, at: context.now })
  context.audit({ actor, action: 'duplicate_dismissed', subject: memberId, details: { other: otherId } })
  return { memberId, otherId }
}
