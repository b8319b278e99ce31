import type { OpenHours, Warning } from '../protocol/rules.ts'
import { isWithinHours } from './access-hours.ts'
import { passedOver, refusalsOf, type Leniency, type Membership } from './membership.ts'
import { crowdAfter, type Capacity } from './capacity.ts'
import type { Refusal } from './overriding.ts'

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

const MINUTE_MS = 60_000

/**
 * All that keeps somebody out, what comes first to be solved first: what the plan is, when it is good, where, whether the
 * card was just used, whether there is room. Empty where they may come in.
 */
export function refusalsOfComingIn(comer: Comer, context: RuleContext): Refusal[] {
  return [
    ...refusalsOf(comer.plan, context.today, comer.leniency),
    ...(comer.access ? refusalsByAccess(comer.access, context) : []),
    ...refusalsByPassback(comer, context),
    ...refusalsByCapacity(context),
  ]
}

/** What staff should look at where somebody comes in. */
export function warningsOfComingIn({ plan, leniency }: Comer, context: RuleContext): Warning[] {
  const crowd = crowdAfter(context.inside + 1, context.capacity)
  return [...passedOver(plan, context.today, leniency), ...(crowd ? [crowd] : [])]
}

function refusalsByAccess({ hours, locations }: PlanAccess, around: RuleContext): Refusal[] {
  const { instant, timeZone, location } = around
  const refusals: Refusal[] = []
  if (hours && !isWithinHours(hours, instant, timeZone)) {
    refusals.push({ reason: 'outside_hours', rule: { kind: 'hours', hours } })
  }
  if (locations && location !== null && !locations.includes(location)) {
    refusals.push({ reason: 'wrong_location', rule: { kind: 'locations', locations } })
  }
  return refusals
}

/** A card that came in and went out within minutes may have been handed to somebody else outside. */
function refusalsByPassback({ lastCameInAt }: Comer, around: RuleContext): Refusal[] {
  const { instant, antiPassbackMinutes: minutes } = around
  if (lastCameInAt === null || instant < lastCameInAt || instant - lastCameInAt >= minutes * MINUTE_MS) {
    return []
  }
  const cameInAt = new Date(lastCameInAt).toISOString()
  return [{ reason: 'already_in', rule: { kind: 'passback', minutes, cameInAt } }]
}

function refusalsByCapacity({ inside, capacity: { places, isHard } }: RuleContext): Refusal[] {
  if (places === null || !isHard || inside < places) return []
  return [{ reason: 'capacity_full', rule: { kind: 'capacity', capacity: places } }]
}
