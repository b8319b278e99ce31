import { useCallback, useEffect, useMemo } from 'react'
import { occupancyConfidenceOf, type OccupancyConfidence } from '../../server/domain/occupancy.ts'
import type { ClosingsReply, ReviewOutcome } from '../../server/protocol/closings.ts'
import type { DayCurve } from '../../server/protocol/methods.ts'
import type { VisitPayload } from '../../server/protocol/server-frames.ts'
import { useHubNow } from './use-hub-now.ts'
import { useHubQuery } from './use-hub-query.ts'
import { useConnection, useDesk, useHub } from './WebSocketContext.tsx'

/** What a desk can say about how many are inside. Each rejects with a HubRefusal. */
export interface OccupancyCommands {
  correctOccupancy: (counted: number, reason: string) => Promise<unknown>
  /** `leftAt` is ISO 8601. */
  reviewClosing: (checkInId: string, outcome: ReviewOutcome, leftAt?: string) => Promise<unknown>
}

export function useOccupancyCommands(): OccupancyCommands {
  const hub = useHub()
  return useMemo(
    () => ({
      correctOccupancy: (counted, reason) => hub.tell('occupancy.correct', { counted, reason }),
      reviewClosing: (checkInId, outcome, leftAt) =>
        hub.tell('closings.review', { checkInId, outcome, leftAt }),
    }),
    [hub],
  )
}

/** The visits that wait for review; null until they came. */
export function useClosings(): ClosingsReply | null {
  return useHubQuery('closings.list', {}).data ?? null
}

const HALF_HOUR_MS = 30 * 60_000

/** Today by the half hour, anew with each of them; null until it came. */
export function useDayCurve(): DayCurve | null {
  const halfHour = useHubNow(HALF_HOUR_MS)
  const day = useDesk('stats')?.businessDay ?? ''
  const { data, refetch } = useHubQuery('occupancy.curve', {})
  useEffect(() => {
    // The first time it is being asked for already.
    void refetch({ cancelRefetch: false })
  }, [refetch, day, halfHour])
  return data ?? null
}

const MINUTE_MS = 60_000

/** How sure it is of a visit that its member is inside, by the minute. */
export function useOccupancyConfidence(): (visit: VisitPayload) => OccupancyConfidence {
  const gym = useDesk('gym')
  const now = useHubNow(MINUTE_MS)
  const minutes = gym?.probablyGoneAfterMinutes ?? null
  const afterMs = minutes === null ? null : minutes * MINUTE_MS
  return useCallback((visit) => occupancyConfidenceOf(seenAt(visit), now, afterMs), [now, afterMs])
}

/** How many of those inside are probably gone. */
export function useProbablyGone(): number {
  const present = useDesk('present')
  const confidenceOf = useOccupancyConfidence()
  return useMemo(() => {
    let count = 0
    for (const visit of present.values()) if (confidenceOf(visit) === 'probably_gone') count += 1
    return count
  }, [present, confidenceOf])
}

/** Reading five thousand times at each event would be felt; a visit stays the same object. */
const seen = new WeakMap<VisitPayload, number>()

function seenAt(visit: VisitPayload): number {
  const known = seen.get(visit)
  if (known !== undefined) return known
  const at = Date.parse(visit.seen_time ?? visit.check_in_time)
  seen.set(visit, at)
  return at
}

/** Whether whoever is signed in may work at this desk, and the hub is there to hear it. */
export function useMayTell(): { mayWork: boolean; isLive: boolean } {
  const person = useDesk('person')
  const phase = useConnection('phase')
  return { mayWork: person !== null && person.role !== 'viewer', isLive: phase === 'live' }
}
