import type { Action, Reason } from '../protocol/scan.ts'
import type { FailedRule, OpenHours } from '../protocol/rules.ts'
import { isWithinHours } from './access-hours.ts'
import { refusalOf, type Membership } from './membership.ts'

/** When and where a kind of plan is good; null: at any time, anywhere. */
export interface PlanAccess {
  hours: readonly OpenHours[] | null
  locations: readonly string[] | null
}

/** What the rules look at beside the member. */
export interface Circumstances {
  /** The business day, YYYY-MM-DD. */
  today: string
  /** Milliseconds since 1970 UTC. */
  instant: number
  /** The gym's, an IANA name. */
  timeZone: string
  /** Where the member wants to come in, or null where the hub does not know that place. */
  location: string | null
  /** Visits open now. */
  inside: number
  /** How many may be inside and nobody beyond, or null where the limit is only shown. */
  hardCapacity: number | null
}

/** Why somebody may not come in, and the rule that says so where the plan itself does not. */
export interface Refusal {
  reason: Reason
  rule?: FailedRule
}

/** Why a member may not come in, or null: first what the plan is, then when, then where, then whether there is room. */
export function refuseComingIn(
  { plan, access }: { plan: Membership; access: PlanAccess | null },
  circumstances: Circumstances,
): Refusal | null {
  const ofPlan = refusalOf(plan, circumstances.today)
  if (ofPlan) return { reason: ofPlan }
  return (access && refuseByAccess(access, circumstances)) ?? refuseByCapacity(circumstances)
}

function refuseByAccess(
  { hours, locations }: PlanAccess,
  { instant, timeZone, location }: Circumstances,
): Refusal | null {
  if (hours && !isWithinHours(hours, instant, timeZone)) {
    return { reason: 'outside_hours', rule: { kind: 'hours', hours } }
  }
  if (locations && location !== null && !locations.includes(location)) {
    return { reason: 'wrong_location', rule: { kind: 'locations', locations } }
  }
  return null
}

function refuseByCapacity({ inside, hardCapacity }: Circumstances): Refusal | null {
  if (hardCapacity === null || inside < hardCapacity) return null
  return { reason: 'capacity_full', rule: { kind: 'capacity', capacity: hardCapacity } }
}

/** The right that letting somebody in against a rule asks for: some rules are not the front desk's to bend. */
export type OverrideRight = 'override' | 'override_hard_limit'

/** Suspended by a manager, and a limit that a fire officer set. */
const HARD: ReadonlySet<Reason> = new Set(['suspended', 'capacity_full'])

export function overrideRightOf(reason: Reason): OverrideRight {
  return HARD.has(reason) ? 'override_hard_limit' : 'override'
}

/** How this refusal may be overridden by whoever asks: themselves, or by a manager who comes to the desk. */
export function overrideActionFor(reason: Reason, may: (right: OverrideRight) => boolean): Action {
  return may(overrideRightOf(reason)) ? 'override' : 'manager_pin'
}
