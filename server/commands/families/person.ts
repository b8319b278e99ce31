import { fold } from '../../domain/search/fold.ts'
import { refusalsOf } from '../../domain/rules/membership.ts'
import { isoTime } from '../../domain/iso-time.ts'
import { HubError, problem } from '../../protocol/errors.ts'
import type { KnownPerson } from '../../protocol/passes.ts'
import type { Db } from '../../store/database.ts'
import { findMember, listMembersByIds } from '../../store/members.ts'
import { lastTrials } from '../../store/passes.ts'
import type { MemberRow } from '../../store/rights.ts'
import { readVisitHistory } from '../../store/visit-history.ts'
import { NO_PLAN } from '../../domain/no-plan.ts'
import { addMember, type AddedBy } from '../members/add-member.ts'
import { memberOf } from '../members/change-member.ts'
import { planOf } from '../members/member-facts.ts'
import type { MemberDirectory } from '../members/search-members.ts'
import { leniencyOf } from '../visits/rule-context.ts'
import type { CommandContext } from '../context.ts'

/** People of one name who are shown to choose from: more would tell nothing. */
const MOST_NAMESAKES = 5

/** Somebody as they were named at the desk. */
export interface NamedPerson {
  memberId: string
  full_name: string
  isAnother: boolean
}

/**
 * Throws `person_known`, with whom, where somebody new has the name of somebody whom the gym knows: whoever asks says whether it is them.
 * So nobody who is suspended comes in as somebody new unseen, and nobody who comes again is a second person.
 */
export async function requireWho(
  { db, directory, today }: { db: Db; directory: MemberDirectory; today: string },
  { memberId, full_name, isAnother }: NamedPerson,
): Promise<void> {
  if (isAnother || (await findMember(db, memberId, today))) return
  const found = await directory.find(full_name, MOST_NAMESAKES)
  const members =
    found.length === 0
      ? []
      : await listMembersByIds(
          db,
          found.map(({ id }) => id),
        )
  const namesakes = members.filter((member) => fold(member.full_name) === fold(full_name))
  if (namesakes.length === 0) return
  const trials = await lastTrials(
    db,
    namesakes.map(({ id }) => id),
  )
  const people: KnownPerson[] = []
  for (const { id, full_name: name, membership_type, suspended } of namesakes) {
    const { lastAt } = await readVisitHistory(db, id)
    people.push({
      ...{ id, full_name: name, membership_type, suspended: suspended === 1 },
      last_visit_time: lastAt === null ? null : isoTime(lastAt),
      trial: trials.get(id) ?? null,
    })
  }
  throw new HubError('invalid_message', 'Somebody of this name is known. Say whether it is them.', {
    ...{ problem: 'person_known', people },
  })
}

/**
 * The member who was named, added where they are new: with nothing bought, so that nothing but what is bought now lets them in. Throws
 * `person_has_plan` for a member whose own plan is good today.
 */
export async function personOf(
  context: CommandContext,
  { memberId, full_name }: NamedPerson,
  by: AddedBy,
): Promise<MemberRow> {
  const known = await findMember(context.tx, memberId, context.counters.day.day)
  if (known) {
    requireNoPlan(context, known)
    return known
  }
  const nobody = { phone: '', email: '', birthday: null }
  await addMember(context, { memberId, full_name, ...nobody, ...NO_PLAN }, by)
  return memberOf(context, memberId)
}

function requireNoPlan({ settings, counters }: CommandContext, member: MemberRow): void {
  const leniency = leniencyOf(settings, member.membership_type)
  const refusals = refusalsOf(planOf(member), counters.day.day, leniency)
  if (refusals.length > 0) return
  throw problem('person_has_plan', 'Their own plan is good today. Check them in as a member.')
}
