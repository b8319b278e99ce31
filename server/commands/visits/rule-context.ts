import type { RuleContext, PlanAccess } from '../../domain/rules/rule.ts'
import type { Leniency } from '../../domain/rules/membership.ts'
import { businessDayAt } from '../../domain/business-day.ts'
import { insideOf } from '../../domain/occupancy.ts'
import type { Db } from '../../store/database.ts'
import type { Counters } from '../../store/counters.ts'
import { planKey, type GymSettings } from '../../domain/gym-settings.ts'
import { occupancyCountersOf } from './occupancy-counters.ts'
import type { MemberDirectory } from '../members/search-members.ts'

/** What rules are asked about: the gym's settings and its numbers, as of the transaction or the last commit. */
export interface GymState {
  settings: GymSettings
  counters: Readonly<Counters>
}

/** What a question is answered from: the database as last committed. */
export interface QueryContext extends GymState {
  db: Db
  directory: MemberDirectory
  /** Milliseconds since 1970 UTC. */
  now: number
  /** The same, or earlier while the PC's clock is suspect. */
  trustedNow: number
}

/** Who asks, where the answer depends on it. */
export interface Asker {
  id: string
  /** Whether they may see what others did. */
  maySeeOthers: boolean
  /** When they signed in, milliseconds since 1970 UTC; null where that is not known. */
  signedInAt: () => Promise<number | null>
}

/** The gym's day, YYYY-MM-DD, that an instant belongs to. */
export function dayOf({ counters, settings }: GymState, instant: number): string {
  const { day } = counters
  if (instant >= day.startsAt && instant < day.endsAt) return day.day
  return businessDayAt(instant, settings.dayRule).day
}

/** What the rules look at beside the member who comes in at a time and a place. */
export function ruleContextOf(
  gym: GymState,
  { at, location }: { at: number; location: string | undefined },
): RuleContext {
  const { settings, counters } = gym
  const place = location ?? settings.defaultLocation
  return {
    today: dayOf(gym, at),
    instant: at,
    timeZone: settings.dayRule.timeZone,
    location: settings.locations.includes(place) ? place : null,
    inside: insideOf(occupancyCountersOf(counters)),
    capacity: settings.capacity,
    antiPassbackMinutes: settings.antiPassbackMinutes,
  }
}

/** When and where plans of this kind are good, or null for any time and place. */
export function accessOf({ plans }: GymSettings, membershipType: string): PlanAccess | null {
  return plans.get(planKey(membershipType)) ?? null
}

/** How far the gym goes beyond what plans of this kind say. */
export function leniencyOf(settings: GymSettings, membershipType: string): Leniency {
  const { debtAllowedCents, currency } = settings
  const graceDays = settings.plans.get(planKey(membershipType))?.graceDays ?? settings.graceDays
  return { graceDays, debtAllowedCents, currency }
}
