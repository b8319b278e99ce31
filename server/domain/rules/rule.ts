import type { OpenHours, Warning } from '../../protocol/rules.ts'
import type { Refusal } from '../overriding.ts'
import type { Capacity } from './capacity.ts'
import type { Leniency, Membership } from './membership.ts'

/** When and where a kind of plan is good; null: at any time, anywhere. */
export interface PlanAccess {
  hours: readonly OpenHours[] | null
  locations: readonly string[] | null
}

/** Somebody who wants to come in, as far as the rules ask. */
export interface Comer {
  plan: Membership
  leniency: Leniency
  /** When and where plans of this kind are good, or null for any time and place. */
  access: PlanAccess | null
  /** When they came in last, milliseconds since 1970 UTC; null for never, or where no rule asks. */
  lastCameInAt: number | null
}

/** What the rules look at beside the member. */
export interface RuleContext {
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
  capacity: Capacity
  /** Nobody comes in twice within so many minutes; 0 where they may. */
  antiPassbackMinutes: number
}

/** One rule of coming in. */
export interface Rule {
  /** What keeps the comer out by it, what comes first to be solved first; empty where nothing does. */
  refusals: (comer: Comer, context: RuleContext) => Refusal[]
  /** What staff should look at where somebody comes in. */
  warnings?: (comer: Comer, context: RuleContext) => Warning[]
}
