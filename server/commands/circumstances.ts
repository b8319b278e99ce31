import type { Circumstances, PlanAccess } from '../domain/access.ts'
import { businessDayAt } from '../domain/business-day.ts'
import type { Db } from '../store/database.ts'
import type { Counters } from '../store/write.ts'
import type { GymSettings } from './gym-settings.ts'
import type { MemberDirectory } from './search-members.ts'

/** What rules are asked about: the gym's settings and its numbers, as of the transaction or the last commit. */
export interface Ruling {
  settings: GymSettings
  counters: Readonly<Counters>
}

/** What a question is answered from: the database as last committed. */
export interface Asking extends Ruling {
  db: Db
  directory: MemberDirectory
  /** Milliseconds since 1970 UTC. */
  now: number
}

/** The gym's day, YYYY-MM-DD, that an instant belongs to. */
export function dayOf({ counters, settings }: Ruling, instant: number): string {
  const { day } = counters
  if (instant >= day.startsAt && instant < day.endsAt) return day.day
  return businessDayAt(instant, settings.dayRule).day
}

/** What the rules look at beside the member who comes in at a time and a place. */
export function circumstancesOf(
  ruling: Ruling,
  { at, location }: { at: number; location: string | undefined },
): Circumstances {
  const { settings, counters } = ruling
  const place = location ?? settings.defaultLocation
  return {
    today: dayOf(ruling, at),
    instant: at,
    timeZone: settings.dayRule.timeZone,
    location: settings.locations.includes(place) ? place : null,
    inside: counters.occupancy,
    hardCapacity: settings.capacityIsHard ? settings.capacity : null,
  }
}

/** When and where plans of this kind are good, or null for any time and place. */
export function accessOf({ plans }: GymSettings, membershipType: string): PlanAccess | null {
  return plans.get(planKey(membershipType)) ?? null
}

/** How plans are told apart: as people read their names. */
export function planKey(membershipType: string): string {
  return membershipType.trim().toLowerCase()
}
