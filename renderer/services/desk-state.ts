import type {
  GymPayload,
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
  /** What happened at all desks, the newest first; at most MAX_RECENT_EVENTS. */
  activity: readonly Activity[]
  gym: GymPayload | null
  /** `id` is absent where the hub does not say whom it stands for. */
  person: { id?: string | undefined; name: string; role: Role } | null
  desk: { id: string; name: string } | null
  /** What is wrong with the hub's disk; null while it is well. */
  hubProblem: StorageReason | null
  /** What somebody should see to while the hub goes on. */
  hubWarnings: readonly HubWarning[]
}

export interface DeskStats extends Pick<
  StatsPayload,
  'currentlyIn' | 'todayTotal' | 'averageStayMinutes' | 'capacity' | 'businessDay' | 'seq'
> {
  /** Heads counted beside the visits; negative where fewer were counted. */
  unregistered: number
  /** Visits that the hub ended and nobody has reviewed. */
  toReview: number
}

export type Activity =
  | { kind: 'in' | 'out'; key: number; at: string; visit: VisitPayload }
  | { kind: 'refused'; key: number; at: string; refusal: RefusedPayload }

export const EMPTY_DESK: DeskState = {
  position: null,
  stats: null,
  present: new Map(),
  activity: [],
  gym: null,
  person: null,
  desk: null,
  hubProblem: null,
  hubWarnings: [],
}
