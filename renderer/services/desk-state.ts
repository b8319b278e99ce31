import type {
  HubWarning,
  RefusedPayload,
  StatsPayload,
  StorageReason,
  VisitPayload,
} from '../../server/protocol/server-frames.ts'
import type { Role } from '../../server/protocol/roles.ts'

/** The building as this desk knows it. Immutable: every change makes a new one. */
export interface DeskState {
  /** Where this desk stands in the hub's history; null before the first snapshot. */
  position: { epoch: string; seq: number } | null
  /** Numbers of the building; null before the first word from the hub. */
  stats: DeskStats | null
  /** Everyone inside, by member id, first come first. */
  present: ReadonlyMap<string, VisitPayload>
  /** What happened at all desks, the newest first; at most MAX_ACTIVITY. */
  activity: readonly Activity[]
  gym: { name: string; timeZone: string } | null
  person: { name: string; role: Role } | null
  desk: { id: string; name: string } | null
  warnings: readonly 'insecure_lan'[]
  /** What is wrong with the hub's disk; null while it is well. */
  hubTrouble: StorageReason | null
  /** What somebody should see to while the hub goes on. */
  hubWarnings: readonly HubWarning[]
}

export type DeskStats = Pick<
  StatsPayload,
  'currentlyIn' | 'todayTotal' | 'averageStayMinutes' | 'capacity' | 'businessDay' | 'seq'
>

export type Activity =
  | { kind: 'in' | 'out'; key: number; at: string; visit: VisitPayload }
  | { kind: 'refused'; key: number; at: string; refusal: RefusedPayload }

/** Rows of activity that are kept: more than any desk shows, a few minutes of a busy evening. */
export const MAX_ACTIVITY = 50

export const EMPTY_DESK: DeskState = {
  position: null,
  stats: null,
  present: new Map(),
  activity: [],
  gym: null,
  person: null,
  desk: null,
  warnings: [],
  hubTrouble: null,
  hubWarnings: [],
}
