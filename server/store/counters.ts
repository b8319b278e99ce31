import type { BusinessDay } from '../domain/business-day.ts'
import type { Tx } from './database.ts'
import { saveDay, saveState, type DayCounts, type HubState } from './state.ts'

/** The numbers that every command may change: in memory while a group is written, on disk with its commit. */
export interface Counters extends HubState, DayCounts {
  day: BusinessDay
  /** Visits that the hub ended and nobody has reviewed. */
  toReview: number
}

/** Numbers go up with each commit, but where another history has begun. */
export function isNewer(one: HubState, other: HubState): boolean {
  if (one.epoch !== other.epoch) return true
  return one.seq > other.seq || (one.seq === other.seq && one.auditSeq > other.auditSeq)
}

/** True where a commit has to save them. */
export function isChanged(now: Counters, before: Counters): boolean {
  return (
    now.seq !== before.seq ||
    now.auditSeq !== before.auditSeq ||
    now.occupancy !== before.occupancy ||
    now.epoch !== before.epoch
  )
}

export function saveCounters(tx: Tx, counters: Counters): void {
  saveState(tx, counters)
  saveDay(tx, counters.day.day, counters)
}
