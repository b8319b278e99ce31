import { planKey, type GymSettings, type PlanRules } from '../../domain/gym-settings.ts'
import { rulesOf } from '../../domain/plan-book.ts'
import { refusalsOfComingIn } from '../../domain/rules/coming-in.ts'
import type { RuleContext } from '../../domain/rules/rule.ts'
import type { NewPlan, PlanEffect } from '../../protocol/plans.ts'
import type { Db } from '../../store/database.ts'
import { countByPlan, listPlanHolders } from '../../store/plans.ts'
import type { RuledMember } from '../../store/members.ts'
import { planOf } from '../members/member-facts.ts'
import { termsOf } from './change-plans.ts'
import { accessOf, dayOf, leniencyOf, ruleContextOf, type GymState } from '../visits/rule-context.ts'

/** Members judged in one go: a few milliseconds of the hub's one thread. */
const MEMBERS_AT_ONCE = 500

/** The database and the gym as of the last commit, at an instant, milliseconds since 1970 UTC. */
type AsOfNow = GymState & { db: Db; now: number }

/**
 * What a plan would do to the members who have it by its name, were it saved: how many there are, and how many would come in now, wherever
 * they come to, and would not then. Whether there is room is no matter of a plan.
 */
export async function planEffect(
  context: AsOfNow,
  asked: NewPlan,
  nextTurn: () => Promise<void>,
): Promise<PlanEffect> {
  const { db, settings } = context
  const today = dayOf(context, context.now)
  const key = planKey(asked.name)
  const kinds = (await countByPlan(db)).filter((kind) => planKey(kind.membership_type) === key)
  const places = contextsOf(context)
  const then = withRules(settings, key, rulesOf(termsOf(asked)))
  let refused = 0
  for (const { membership_type } of kinds) {
    for await (const page of holdersOf({ db, today, nextTurn }, membership_type))
      refused += page.filter((member) => isTurnedAway(member, places, settings, then)).length
  }
  return { members: kinds.reduce((sum, { members }) => sum + members, 0), refused }
}

/** Those who have a kind of plan, a page a turn of the event loop. */
async function* holdersOf(
  { db, today, nextTurn }: { db: Db; today: string; nextTurn: () => Promise<void> },
  type: string,
): AsyncGenerator<RuledMember[]> {
  let page: RuledMember[] = []
  do {
    await nextTurn()
    page = await listPlanHolders(db, type, { after: page.at(-1)?.id ?? '', limit: MEMBERS_AT_ONCE, today })
    yield page
  } while (page.length === MEMBERS_AT_ONCE)
}

/** What the rules look at wherever a member may come to, as if the building were empty. */
function contextsOf(context: AsOfNow): RuleContext[] {
  const { locations, capacity } = context.settings
  const places = locations.length === 0 ? [undefined] : locations
  return places.map((location) => ({
    ...ruleContextOf(context, { at: context.now, location }),
    capacity: { ...capacity, places: null },
    antiPassbackMinutes: 0,
  }))
}

function withRules(settings: GymSettings, key: string, rules: PlanRules): GymSettings {
  return { ...settings, plans: { get: (plan) => (plan === key ? rules : settings.plans.get(plan)) } }
}

function isTurnedAway(
  member: RuledMember,
  places: readonly RuleContext[],
  now: GymSettings,
  then: GymSettings,
): boolean {
  return places.some((place) => comesIn(member, place, now) && !comesIn(member, place, then))
}

function comesIn(member: RuledMember, place: RuleContext, settings: GymSettings): boolean {
  const { membership_type: type } = member
  const rules = { access: accessOf(settings, type), leniency: leniencyOf(settings, type) }
  return refusalsOfComingIn({ plan: planOf(member), ...rules, lastCameInAt: null }, place).length === 0
}
