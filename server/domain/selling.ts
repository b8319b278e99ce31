import type { HeldPlan, Plan } from '../protocol/plans.ts'
import { dayAfter, daysBetween, monthsAfter, monthsBetween } from './business-day.ts'
import { planKey } from './gym-settings.ts'
import { hasNoPlan } from './no-plan.ts'

/** A sale may be entered this many days late, and begin this many ahead. */
const MAX_DAYS_LATE = 31
const MAX_DAYS_AHEAD = 366

/** What a sale asks of a plan. */
export type PlanToSell = Pick<Plan, 'name' | 'former_names' | 'duration' | 'visits'>

/** What a sale would leave. */
export interface Sale {
  /** The first day that was bought, YYYY-MM-DD. */
  startsOn: string
  leaves: HeldPlan
  /** Days of another plan that lapse with it. */
  lapsedDays: number
  how: SaleWay
}

/**
 * A sale goes the plan on that the member has, or is a new one: beside what they have, as packs are, or in place of a time that they have.
 */
type SaleWay = 'goes_on' | 'beside' | 'new'

/** Why a plan cannot be sold: it is over, or cannot begin on that day. */
export type NoSale = 'plan_over' | 'plan_start'

/** Whether this is the plan that somebody has, under its name or one that it had. */
export function isSamePlan({ name, former_names }: PlanToSell, membershipType: string): boolean {
  const key = planKey(membershipType)
  return [name, ...former_names].some((each) => planKey(each) === key)
}

/**
 * What a sale of a plan leaves of what a member has. While they have the same plan it goes on from the day after the last one, so that no
 * day is lost or bought twice; otherwise it begins on `startsOn`, or today. A pack of another plan stands beside what they have, and leaves
 * it as it is. Both ends count. Days are YYYY-MM-DD in the gym's time zone.
 */
export function sell(plan: PlanToSell, has: HeldPlan, today: string, startsOn?: string): Sale | NoSale {
  const goesOn = isSamePlan(plan, has.membership_type) && runsOn(plan, has, today)
  const first = goesOn ? dayAfterLast(has, today) : (startsOn ?? today)
  if (startsOn !== undefined && !mayStart(startsOn, goesOn ? first : null, today)) return 'plan_start'
  const last = lastDay(plan, has, { first, goesOn })
  if (last === undefined) return 'plan_over'
  const how = goesOn ? 'goes_on' : plan.visits !== null && isGood(has, today) ? 'beside' : 'new'
  return {
    how,
    startsOn: first,
    leaves: {
      membership_type: plan.name,
      valid_from: goesOn ? has.valid_from : first,
      valid_until: last,
      visits_left: plan.visits === null ? null : (goesOn ? (has.visits_left ?? 0) : 0) + plan.visits,
    },
    lapsedDays: how === 'new' ? lapsedDays(has, first) : 0,
  }
}

/** A plan that ends has not ended yet; one without an end goes on as such. */
function runsOn({ duration }: PlanToSell, { valid_until }: HeldPlan, today: string): boolean {
  return valid_until === null ? duration.unit === 'endless' : valid_until >= today
}

/** Something is left of what they have, or is to come. */
function isGood(has: HeldPlan, today: string): boolean {
  return !hasNoPlan(has) && has.visits_left !== 0 && (has.valid_until === null || has.valid_until >= today)
}

function dayAfterLast({ valid_until }: HeldPlan, today: string): string {
  return valid_until === null ? today : dayAfter(valid_until, 1)
}

function mayStart(startsOn: string, only: string | null, today: string): boolean {
  if (only !== null) return startsOn === only
  const ahead = daysBetween(today, startsOn)
  return ahead >= -MAX_DAYS_LATE && ahead <= MAX_DAYS_AHEAD
}

/** The last day, or null for no end; undefined where there is nothing left to sell. */
function lastDay(
  { duration, visits }: PlanToSell,
  has: HeldPlan,
  { first, goesOn }: { first: string; goesOn: boolean },
): string | null | undefined {
  switch (duration.unit) {
    case 'days':
      return dayAfter(first, duration.count - 1)
    case 'months':
      return dayAfter(monthsOn(goesOn ? has.valid_from : null, first, duration.count), -1)
    case 'until':
      if (duration.day >= first) return duration.day
      // Who has it to its last day can still buy visits.
      return goesOn && visits !== null ? has.valid_until : undefined
    case 'endless':
      return null
  }
}

/**
 * The day on which the next period begins. Where periods have followed each other since a day, it is reckoned from that one: who began on
 * a 31st is back at the 31st after February.
 */
function monthsOn(since: string | null, first: string, months: number): string {
  const before = since === null ? null : monthsBetween(since, first)
  return since === null || before === null ? monthsAfter(first, months) : monthsAfter(since, before + months)
}

/** Days after the first one that were paid for another plan; of a pack none, since what is left of it stays. */
function lapsedDays({ valid_until, visits_left }: HeldPlan, first: string): number {
  return valid_until === null || visits_left !== null ? 0 : Math.max(0, daysBetween(first, valid_until) + 1)
}
