import { refusalsOf } from '../../domain/rules/membership.ts'
import { HubError } from '../../protocol/errors.ts'
import type { MemberCompany, Relative } from '../../protocol/families.ts'
import type { Db } from '../../store/database.ts'
import { findHolder, listDependants } from '../../store/families.ts'
import { findMember, listComingMembers, type ComingMember } from '../../store/members.ts'
import { lastTrials } from '../../store/passes.ts'
import { planOf } from '../members/member-facts.ts'
import { dayOf, leniencyOf, type QueryContext } from '../visits/rule-context.ts'
import { guestsAllowed, guestsOfMonth } from './bring-guest.ts'

/** Whom a member comes with: their family, whom they have brought this month, and the trial that they had. Throws `member_not_found`. */
export async function companyOf(
  context: QueryContext,
  { memberId }: { memberId: string },
): Promise<MemberCompany> {
  const { db, settings, now } = context
  const today = dayOf(context, now)
  const member = await findMember(db, memberId, today)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  const ids = await familyOf(db, memberId)
  const relatives = ids.length === 0 ? [] : await listComingMembers(db, { ids, today })
  return {
    family: ids.flatMap((id) => {
      const relative = relatives.find((each) => each.id === id)
      return relative ? [relativeOf(context, relative, today)] : []
    }),
    guests: {
      allowed: guestsAllowed(settings, member.membership_type),
      brought: await guestsOfMonth(db, memberId, today),
    },
    trial: (await lastTrials(db, [memberId])).get(memberId) ?? null,
  }
}

/** The ids of a member's family, who holds the account first; empty for a member without one. */
export async function familyOf(db: Db, memberId: string): Promise<string[]> {
  const holderId = (await findHolder(db, memberId)) ?? memberId
  const dependants = await listDependants(db, holderId)
  return dependants.length === 0 ? [] : [holderId, ...dependants]
}

function relativeOf({ settings }: QueryContext, member: ComingMember, today: string): Relative {
  const { id, full_name, membership_type, debt_cents } = member
  const [refusal] = refusalsOf(planOf(member), today, leniencyOf(settings, membership_type))
  return {
    ...{ id, full_name, membership_type, debt_cents },
    refusal: refusal?.reason ?? null,
    visitId: member.open_visit_id,
  }
}
