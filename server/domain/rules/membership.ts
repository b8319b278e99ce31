import type { Warning } from '../../protocol/rules.ts'
import { dayAfter, daysBetween } from '../business-day.ts'
import type { Refusal } from '../overriding.ts'
import type { Rule } from './rule.ts'

/** What was bought and what stands against it. Days are YYYY-MM-DD in the gym's time zone, both ends included. */
export interface Membership {
  /** True where nothing was bought yet. */
  isNone: boolean
  validFrom: string | null
  validUntil: string | null
  /** null: any number of visits. */
  visitsLeft: number | null
  frozenFrom: string | null
  frozenUntil: string | null
  suspended: boolean
  /** What the member owes, in the smallest unit of the gym's currency. */
  debtCents: number
  /** The day since which they owe it, or null where that is not known. */
  debtSince: string | null
}

/** How far the gym goes beyond what plans say. */
export interface Leniency {
  /** Days after the end of a plan, or since a debt, on which the member still comes in. */
  graceDays: number
  /** A debt of this much and less only warns, in the smallest unit of the currency. */
  debtAllowedCents: number
  /** ISO 4217, or null where the gym has not said. */
  currency: string | null
}

/** A plan that ends within this many days is worth a word at the desk. */
export const EXPIRES_SOON_DAYS = 7

/** With this many visits left after coming in, the member should hear of it. */
const FEW_VISITS_LEFT = 1

/** What the plan is, and what is owed. */
export const membershipRule: Rule = {
  refusals: ({ plan, leniency }, { today }) => refusalsOf(plan, today, leniency),
  warnings: ({ plan, leniency }, { today }) => passedOver(plan, today, leniency),
}

/** Why the plan does not let its member in on `today`; empty if it does. The first reason is the one to solve first. */
export function refusalsOf(plan: Membership, today: string, leniency: Leniency): Refusal[] {
  const { graceDays, debtAllowedCents: allowedCents, currency } = leniency
  const { validFrom, validUntil, frozenUntil: until, debtCents: cents, debtSince: since } = plan
  const refusals: Refusal[] = []
  if (plan.suspended) refusals.push({ reason: 'suspended' })
  if (isFrozen(plan, today)) refusals.push({ reason: 'frozen', rule: { kind: 'frozen', until } })
  if (validFrom !== null && today < validFrom) {
    refusals.push({ reason: 'not_started', rule: { kind: 'plan_starts', on: validFrom } })
  }
  if (validUntil !== null && today > validUntil && isOver(graceAfter(validUntil, today, leniency))) {
    refusals.push({ reason: 'expired', rule: { kind: 'plan_ended', on: validUntil, graceDays } })
  }
  if (cents > allowedCents && isOver(graceAfter(dayBefore(since), today, leniency))) {
    refusals.push({ reason: 'debt', rule: { kind: 'debt', cents, currency, allowedCents, since } })
  }
  if (plan.visitsLeft !== null && plan.visitsLeft <= 0) {
    refusals.push({ reason: 'no_visits_left', ...(plan.isNone && { rule: { kind: 'no_plan' } }) })
  }
  return refusals
}

/** What is let pass of a plan that lets its member in on `today`. */
export function passedOver(plan: Membership, today: string, leniency: Leniency): Warning[] {
  const { debtAllowedCents, currency } = leniency
  const { validUntil: endedOn, debtCents: cents, debtSince } = plan
  const warnings: Warning[] = []
  if (endedOn !== null && today > endedOn) {
    const daysLeft = graceAfter(endedOn, today, leniency)
    if (!isOver(daysLeft)) warnings.push({ kind: 'grace', endedOn, daysLeft })
  }
  if (cents > 0) {
    const daysLeft = cents <= debtAllowedCents ? null : graceAfter(dayBefore(debtSince), today, leniency)
    if (!isOver(daysLeft)) warnings.push({ kind: 'debt', cents, currency, daysLeft })
  }
  return warnings
}

/** True where a plan that lets its member in today will soon not do so any more. */
export function expiresSoon(plan: Membership, today: string): boolean {
  if (plan.visitsLeft !== null && plan.visitsLeft - 1 <= FEW_VISITS_LEFT) return true
  if (plan.validUntil === null || today > plan.validUntil) return false
  return daysBetween(today, plan.validUntil) <= EXPIRES_SOON_DAYS
}

/** Days of grace that are left after `today`; negative where they are over, or nobody knows the last good day. */
function graceAfter(lastGoodDay: string | null, today: string, { graceDays }: Leniency): number {
  return lastGoodDay === null ? -1 : graceDays - Math.max(0, daysBetween(lastGoodDay, today))
}

function dayBefore(day: string | null): string | null {
  return day === null ? null : dayAfter(day, -1)
}

function isOver(daysLeft: number | null): boolean {
  return daysLeft !== null && daysLeft < 0
}

function isFrozen(plan: Membership, today: string): boolean {
  const begun = plan.frozenFrom === null ? plan.frozenUntil !== null : today >= plan.frozenFrom
  return begun && (plan.frozenUntil === null || today <= plan.frozenUntil)
}
