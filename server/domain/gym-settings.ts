import type { PlanAccess } from './rules/rule.ts'
import type { Capacity } from './rules/capacity.ts'
import type { BusinessDayRule } from './business-day.ts'
import type { ClosingRule } from './closing.ts'
import type { GymPayload } from '../protocol/server-frames.ts'

const MINUTE_MS = 60_000

/** What is set of a kind of plan. */
export interface PlanRules extends PlanAccess {
  /** Days of grace after its end, or null for the gym's own. */
  graceDays: number | null
  /** How many guests who has it may bring in a calendar month; absent where nothing is said of guests: none. */
  guestsAMonth?: number
  /** The other gyms of the installation at which it is good; absent for none. */
  gyms?: readonly string[]
}

/** The rules of kinds of plans, by `planKey` of their name. */
export type PlanBook = Pick<ReadonlyMap<string, PlanRules>, 'get'>

/** What the gym has set for its desks. */
export interface GymSettings {
  name: string
  dayRule: BusinessDayRule
  /** Where a check-in is that does not say so. */
  defaultLocation: string
  /** The places that plans may be bound to. */
  locations: readonly string[]
  /** What is set of kinds of plans, by `planKey` of their name: the catalogue goes before the settings file. */
  plans: PlanBook
  /** Days after the end of a plan, or since a debt, on which members still come in. */
  graceDays: number
  /** A debt of this much and less only warns, in the smallest unit of the currency. */
  debtAllowedCents: number
  /** What the gym reckons in, ISO 4217; null where it has not said. */
  currency: string | null
  capacity: Capacity
  /** Nobody comes in twice within so many minutes; 0 where they may. */
  antiPassbackMinutes: number
  /** Why staff lets somebody in, to choose from; null for the desk's own list. */
  overrideReasons: readonly string[] | null
  /** A second scan of the same card at the same desk within this time changes nothing. */
  repeatWindowMs: number
  /** When the hub ends visits that nobody ended. */
  closing: ClosingRule
  /** Whoever was not seen for longer than this is probably gone; null where the gym does not guess. */
  probablyGoneAfterMs: number | null
}

/** How plans are told apart: as people read their names. */
export function planKey(name: string): string {
  return name.trim().toLowerCase()
}

/** What a desk has to know of its gym all the time. */
export function shownGym(gym: GymSettings): GymPayload {
  const { name, currency, overrideReasons, probablyGoneAfterMs } = gym
  return {
    ...{ name, currency, overrideReasons },
    timeZone: gym.dayRule.timeZone,
    capacityWarnings: gym.capacity.warnAtPercent,
    probablyGoneAfterMinutes: probablyGoneAfterMs === null ? null : probablyGoneAfterMs / MINUTE_MS,
  }
}
