/** How many are inside, and how sure that is. Pure; shared with the desk. */

/** Visits that are open, and heads beside them: more, or fewer, were counted than had a visit. */
export interface OccupancyCounters {
  open: number
  /** Negative where fewer were counted. `open + unregistered` is never negative. */
  unregistered: number
}

/** Who ended a visit, or took its beginning back. */
export type EndedBy = 'person' | 'auto' | 'undo'

/** People in the building, as far as is known. */
export function insideOf({ open, unregistered }: OccupancyCounters): number {
  return open + unregistered
}

/**
 * The heads after one visit has ended. A visit that the hub itself ends was of somebody whom a count had not found; and
 * whoever leaves a building that was counted empty had not been found either.
 */
export function afterLeaving({ open, unregistered }: OccupancyCounters, by: EndedBy): OccupancyCounters {
  const left = open - 1
  const found = by === 'auto' && unregistered < 0 ? unregistered + 1 : unregistered
  return { open: left, unregistered: Math.max(found, -left) }
}

/** confirmed: seen within the time of a usual stay; probably_gone: not for longer than that. */
export type OccupancyConfidence = 'confirmed' | 'probably_gone'

/** How sure it is that somebody last seen at `seenAt` is inside; sure where the gym has set no usual stay. */
export function occupancyConfidenceOf(
  seenAt: number,
  now: number,
  probablyGoneAfterMs: number | null,
): OccupancyConfidence {
  if (probablyGoneAfterMs === null || now - seenAt < probablyGoneAfterMs) return 'confirmed'
  return 'probably_gone'
}
