import type { Reason } from '../protocol/scan.ts'
import { daysBetween } from './business-day.ts'

/** What was bought and what stands against it. Days are YYYY-MM-DD in the gym's time zone, both ends included. */
export interface Membership {
  validFrom: string | null
  validUntil: string | null
  /** null: any number of visits. */
  visitsLeft: number | null
  frozenFrom: string | null
  frozenUntil: string | null
  suspended: boolean
  /** What the member owes, in the smallest unit of the gym's currency. */
  debtCents: number
}

/** A plan that ends within this many days is worth a word at the desk. */
export const EXPIRES_SOON_DAYS = 7

/** With this many visits left after coming in, the member should hear of it. */
const FEW_VISITS_LEFT = 1

/** Why the plan does not let its member in on `today`, or null if it does. The first reason is the one to solve first. */
export function refusalOf(plan: Membership, today: string): Reason | null {
  if (plan.suspended) return 'suspended'
  if (isFrozen(plan, today)) return 'frozen'
  if (plan.validFrom !== null && today < plan.validFrom) return 'not_started'
  if (plan.validUntil !== null && today > plan.validUntil) return 'expired'
  if (plan.debtCents > 0) return 'debt'
  if (plan.visitsLeft !== null && plan.visitsLeft <= 0) return 'no_visits_left'
  return null
}

/** True where a plan that lets its member in today will soon not do so any more. */
export function expiresSoon(plan: Membership, today: string): boolean {
  if (plan.visitsLeft !== null && plan.visitsLeft - 1 <= FEW_VISITS_LEFT) return true
  return plan.validUntil !== null && daysBetween(today, plan.validUntil) <= EXPIRES_SOON_DAYS
}

function isFrozen(plan: Membership, today: string): boolean {
  const begun = plan.frozenFrom === null ? plan.frozenUntil !== null : today >= plan.frozenFrom
  return begun && (plan.frozenUntil === null || today <= plan.frozenUntil)
}
