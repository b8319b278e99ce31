import { dayAfter, monthsBetween } from '../../domain/business-day.ts'
import { planKey, type PlanBook } from '../../domain/gym-settings.ts'
import { isPlanOf } from '../../domain/plan-book.ts'
import { cleanName, isSeen } from '../../protocol/names.ts'
import type { KindOfPlan, PlanDuration, PlanHolders, PlanTerms } from '../../protocol/plans.ts'
import type { Db } from '../../store/database.ts'
import { countByPlan, listPlanHolders } from '../../store/plans.ts'
import type { RuledMember } from '../../store/members.ts'
import type { Catalogue } from './catalogue.ts'

/** Kinds beside the catalogue that are offered: those after them are hardly anybody's. */
const MAX_KINDS = 20

/** Members of a kind that are looked at to see what they have bought. */
const MEMBERS_LOOKED_AT = 50

/** A pack where nobody has any visits left to see how large it was. */
const USUAL_PACK = 10

/** How long a pack is good where its members' days say nothing: long enough for all of its visits. */
const USUAL_PACK_MONTHS = 12

/** How long plans are that are renewed, the longest first. */
const USUAL_MONTHS = [12, 6, 3] as const

interface Kind {
  name: string
  /** How its name is mostly spelled in the database. */
  type: string
  members: number
}

/** How many members have each plan `today`, and what they have that the catalogue does not. */
export async function listHolders(
  { db, today }: { db: Db; today: string },
  { plans, inSettings }: Pick<Catalogue, 'plans' | 'inSettings'>,
): Promise<PlanHolders> {
  const kinds = await listKinds(db)
  const others = kinds.filter(({ name }) => isSeen(name) && !plans.some((plan) => isPlanOf(plan, name)))
  const shown: KindOfPlan[] = []
  for (const { name, type, members } of others.slice(0, MAX_KINDS)) {
    const some = await listPlanHolders(db, type, { after: '', limit: MEMBERS_LOOKED_AT, today })
    shown.push({ name, members, ...boughtBy(some), ...rulesIn(inSettings, name) })
  }
  return { plans: plans.map((plan) => ({ id: plan.id, members: membersOf(kinds, plan) })), others: shown }
}

function membersOf(kinds: readonly Kind[], plan: Parameters<typeof isPlanOf>[0]): number {
  const its = kinds.filter(({ name }) => isPlanOf(plan, name))
  return its.reduce((sum, { members }) => sum + members, 0)
}

/** What members have, told apart as the rules do, the most frequent first. */
async function listKinds(db: Db): Promise<Kind[]> {
  const counted = (await countByPlan(db)).sort((one, other) => other.members - one.members)
  const byKey = Map.groupBy(counted, ({ membership_type }) => planKey(membership_type))
  const kinds = [...byKey.values()].map((rows) => {
    const type = rows[0]?.membership_type ?? ''
    return { name: cleanName(type), type, members: rows.reduce((sum, { members }) => sum + members, 0) }
  })
  return kinds.sort((one, other) => other.members - one.members)
}

/** What the settings file says of it: a plan that begins with that changes nothing at the desk. */
function rulesIn(inSettings: PlanBook, name: string): Pick<PlanTerms, 'hours' | 'locations' | 'grace_days'> {
  const { hours = null, locations = null, graceDays = null } = inSettings.get(planKey(name)) ?? {}
  return { hours: hours && [...hours], locations: locations && [...locations], grace_days: graceDays }
}

/** What most of some members seem to have bought, to begin with: whoever takes it over sees it and can change it. */
function boughtBy(members: readonly RuledMember[]): Pick<PlanTerms, 'duration' | 'visits' | 'price_cents'> {
  const packs = members.flatMap(({ visits_left }) => visits_left ?? [])
  const isPack = isMost(packs.length, members)
  return {
    duration: usualDuration(members, isPack ? USUAL_PACK_MONTHS : 1),
    visits: isPack ? Math.max(...packs, USUAL_PACK) : null,
    price_cents: null,
  }
}

/** What most of them have; where their days differ, since they have renewed, how often that was tells how long one time of it is. */
function usualDuration(members: readonly RuledMember[], otherwise: number): PlanDuration {
  const endless = members.filter(({ valid_until }) => valid_until === null)
  if (isMost(endless.length, members)) return { unit: 'endless' }
  const months = members.flatMap(monthsOf).filter((count) => count > 0)
  const usual = months.find((count) => isMost(months.filter((other) => other === count).length, months))
  const renewed = USUAL_MONTHS.find((count) =>
    isMost(months.filter((other) => other % count === 0).length, months),
  )
  return { unit: 'months', count: usual ?? renewed ?? otherwise }
}

function isMost(count: number, of: readonly unknown[]): boolean {
  return count * 2 > of.length
}

/** The months of a plan, whether its end is the same day or the one before. */
function monthsOf({ valid_from, valid_until }: RuledMember): number | [] {
  if (valid_from === null || valid_until === null) return []
  const next = dayAfter(valid_until, 1)
  return monthsBetween(valid_from, next) || monthsBetween(valid_from, valid_until) || []
}
