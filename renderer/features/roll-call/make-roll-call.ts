import { insideOf, type OccupancyConfidence } from '../../../server/domain/occupancy.ts'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import type { ConnectionState } from '../../services/connection-state.ts'
import type { DeskState } from '../../services/desk-state.ts'

/** Who is inside as this desk knows it, at one moment: it does not change while names are called. */
export interface RollCall {
  /** Milliseconds since 1970 by the hub's clock. */
  madeAt: number
  /** By name; null where nobody has told this desk yet who is inside. */
  rows: { visit: VisitPayload; sure: OccupancyConfidence }[] | null
  /** People inside: the names, and heads counted beside them. */
  inside: number
  /** Heads counted beside the names; negative where fewer were counted. */
  unregistered: number
  /** Whether the hub had told nobody anything that is not in it. */
  isLive: boolean
  /** When this desk last knew all of it, milliseconds since 1970 by the hub's clock; null where it never did. */
  asOf: number | null
  /** Scans at this desk that are not in it. */
  waiting: number
}

/** What a roll-call is made of. */
export interface RollCallParts {
  desk: Pick<DeskState, 'present' | 'stats'>
  connection: Pick<ConnectionState, 'isCurrent' | 'currentAt' | 'waiting' | 'hubAheadMs'>
  /** By this machine's clock, as `currentAt` is. */
  now: number
  confidenceOf: (visit: VisitPayload) => OccupancyConfidence
  /** Orders names as they are ordered in the language on the screen. */
  compare: (one: string, other: string) => number
}

/**
 * The roll-call of this moment. Pure. It goes by the list alone: the hub's numbers come before it, and a number without its names
 * would send the fire brigade looking for nobody.
 */
export function makeRollCall({ desk, connection, now, confidenceOf, compare }: RollCallParts): RollCall {
  const { isCurrent: isLive, currentAt, waiting, hubAheadMs } = connection
  const asOf = currentAt === null ? null : currentAt + hubAheadMs
  const visits = [...desk.present.values()].sort((one, other) =>
    compare(one.member.full_name, other.member.full_name),
  )
  const unregistered = desk.stats?.unregistered ?? 0
  return {
    ...{ madeAt: now + hubAheadMs, isLive, asOf, waiting, unregistered },
    rows: asOf === null ? null : visits.map((visit) => ({ visit, sure: confidenceOf(visit) })),
    inside: insideOf({ open: visits.length, unregistered }),
  }
}
