import { HubError, problem } from '../../protocol/errors.ts'
import type { Actor, AuditAction } from '../../store/audit-log.ts'
import { deleteFamilyTie, findHolder, listDependants, saveFamilyTie } from '../../store/families.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { WriteContext } from '../../store/write.ts'
import { memberOf } from '../members/change-member.ts'

/** A family that is larger is a company: its list would be no sheet any more. */
const MAX_DEPENDANTS = 20

interface Tie {
  memberId: string
  holderId: string
}

/**
 * Has a member belong to the account of another one, whichever they belonged to before. Done again it changes nothing. Throws
 * `member_not_found`, and `family_of_family` where one of them has a family of their own already: an account has one holder.
 */
export async function joinFamily(
  context: WriteContext,
  { memberId, holderId }: Tie,
  actor: Actor,
): Promise<Tie> {
  const { tx, now } = context
  const member = await memberOf(context, memberId)
  const holder = await memberOf(context, holderId)
  if ((await findHolder(tx, memberId)) === holderId) return { memberId, holderId }
  const dependants = await listDependants(tx, holderId)
  const holdsOne = (await listDependants(tx, memberId)).length > 0
  if (memberId === holderId || holdsOne || (await findHolder(tx, holderId)) !== null) {
    throw problem(
      'family_of_family',
      'An account has one holder, who belongs to nobody else’s. Choose whoever holds the account.',
    )
  }
  if (dependants.length >= MAX_DEPENDANTS) {
    throw new HubError('invalid_message', `At most ${MAX_DEPENDANTS} people belong to one account.`)
  }
  saveFamilyTie(tx, { member_id: memberId, holder_id: holderId, made_at: now })
  tell(context, { actor, action: 'family_joined', member, holder })
  return { memberId, holderId }
}

/** Has a member belong to nobody's account. Done again it changes nothing. Throws `member_not_found`. */
export async function leaveFamily(
  context: WriteContext,
  { memberId }: Pick<Tie, 'memberId'>,
  actor: Actor,
): Promise<Pick<Tie, 'memberId'>> {
  const member = await memberOf(context, memberId)
  const holderId = await findHolder(context.tx, memberId)
  if (holderId === null) return { memberId }
  deleteFamilyTie(context.tx, memberId)
  tell(context, { actor, action: 'family_left', member, holder: await memberOf(context, holderId) })
  return { memberId }
}

interface Told {
  actor: Actor
  action: AuditAction
  member: MemberRow
  holder: MemberRow
}

/** Every desk hears it of both. */
function tell(context: WriteContext, { actor, action, member, holder }: Told): void {
  for (const { id: memberId, full_name, membership_type } of [member, holder]) {
    context.append({ type: 'member_changed', at: context.now, memberId }, { full_name, membership_type })
  }
  context.audit({ actor, action, subject: member.id, details: { holder: holder.id } })
}
