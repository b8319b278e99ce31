import { afterLeaving, type EndedBy, type OccupancyCounters } from '../../domain/occupancy.ts'
import type { Counters } from '../../store/counters.ts'

/** The heads in the hub's counters. */
export function occupancyCountersOf({ occupancy, unregistered }: Readonly<Counters>): OccupancyCounters {
  return { open: occupancy, unregistered }
}

/** Counts one visit less, and what that says of the heads counted beside the visits. */
export function oneLeft(counters: Counters, by: EndedBy): void {
  const { open, unregistered } = afterLeaving(occupancyCountersOf(counters), by)
  counters.occupancy = open
  counters.unregistered = unregistered
}
