import type { PlanAccess } from '../domain/access.ts'
import type { BusinessDayRule } from '../domain/business-day.ts'
import type { ClosingRule } from '../domain/closing.ts'

/** What the gym has set for its desks. */
export interface GymSettings {
  name: string
  dayRule: BusinessDayRule
  /** Where a check-in is that does not say so. */
  defaultLocation: string
  /** The places that plans may be bound to. */
  locations: readonly string[]
  /** When and where kinds of plans are good, by `planKey` of their name. */
  plans: ReadonlyMap<string, PlanAccess>
  /** How many should be inside at most, or null. */
  capacity: number | null
  /** True: nobody comes in beyond it, unless a manager says so. False: it is only shown. */
  capacityIsHard: boolean
  /** A second scan of the same card at the same desk within this time changes nothing. */
  repeatWindowMs: number
  /** When the hub ends visits that nobody ended. */
  closing: ClosingRule
  /** Whoever was not seen for longer than this is probably gone; null where the gym does not guess. */
  probablyGoneAfterMs: number | null
}
