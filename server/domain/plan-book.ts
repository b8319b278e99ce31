import type { PlanTerms } from '../protocol/plans.ts'
import { planKey, type PlanBook, type PlanRules } from './gym-settings.ts'

/** A plan of the catalogue with all that it ever was, the oldest version first; it has one at least. */
export interface CataloguePlan {
  id: string
  /** Since when it is no longer sold, milliseconds since 1970 UTC, or null. */
  retiredAt: number | null
  versions: readonly [PlanVersion, ...PlanVersion[]]
}

export interface PlanVersion {
  version: number
  name: string
  terms: PlanTerms
  madeAt: number
  /** The id of who made it; of one that came in an archive, of the change that brought it. */
  madeBy: string
}

/** What a plan is now. */
export function currentOf({ versions }: CataloguePlan): PlanVersion {
  return versions.at(-1) ?? versions[0]
}

/** Whether a member with this `membership_type` has this plan, under its name or one that it had. */
export function isPlanOf({ versions }: CataloguePlan, membershipType: string): boolean {
  const key = planKey(membershipType)
  return versions.some(({ name }) => planKey(name) === key)
}

export function rulesOf(terms: PlanTerms): PlanRules {
  const { hours, locations, grace_days, kind, guests_a_month, gyms } = terms
  // Nobody comes a day longer on a day pass because of a grace that is meant for members.
  const graceDays = grace_days ?? (kind === 'membership' ? null : 0)
  return { hours, locations, graceDays, guestsAMonth: guests_a_month, gyms }
}

/**
 * The rules by the names of plans. Where several had a name, one that is sold goes before one that is not, the plan that has the name now
 * before one that had it, and of these the newest. Who has a plan that is retired or called otherwise since keeps it so.
 */
export function planBook(plans: readonly CataloguePlan[]): PlanBook {
  const versions = plans.flatMap((plan) =>
    plan.versions.map((version) => ({ ...version, rank: rankOf(plan, version) })),
  )
  const weakestFirst = versions.sort((one, other) => one.rank - other.rank || one.madeAt - other.madeAt)
  return new Map(weakestFirst.map(({ name, terms }) => [planKey(name), rulesOf(terms)]))
}

function rankOf(plan: CataloguePlan, version: PlanVersion): number {
  if (plan.retiredAt !== null) return 0
  return version === currentOf(plan) ? 2 : 1
}
