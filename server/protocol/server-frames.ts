import type { BlockedCard } from './cards.ts'
import type { ReviewOutcome } from './closings.ts'
import type { ErrorCode, ErrorDetails } from './errors.ts'
import type { HandoverVersion } from './handover.ts'
import type { MemberNote } from './notes.ts'
import type { Action, Flag, Reason, Verdict } from './scan.ts'
import type { StaffMessage } from './staff-messages.ts'
import type { TermClaim } from './term.ts'
import type { Role } from './roles.ts'
import type { FailedRule, Warning } from './rules.ts'

/** What the hub sends. Times are ISO 8601 in UTC with milliseconds, ids are UUIDs. */

export interface MemberRef {
  id: string
  full_name: string
  membership_type: string
}

/** One stay. The first five fields are the AV Gym document's; the rest is ours. */
export interface VisitPayload {
  id: string
  member: MemberRef
  check_in_time: string
  location: string
  /** null while the member is inside. */
  check_out_time: string | null
  /** Whole minutes, rounded down; only of an ended stay. */
  stay_minutes?: number
  notes: string
  desk: { id: string; name: string }
  seq: number
  verdict: Verdict
  reason: Reason
  flags: Flag[]
  /** When the end of the visit was undone; only in the check-in that says so. */
  undone_time?: string
  /** When somebody at a desk last said that the member is inside; absent where nobody did. */
  seen_time?: string
}

/** The building in numbers, 0 when empty. */
export interface StatsPayload {
  /** As last counted, with everyone who came and went since. */
  currentlyIn: number
  /** How many of them have no open visit; negative where fewer were counted than have one. */
  unregistered?: number
  /** Visits that the hub ended and nobody has reviewed. */
  toReview?: number
  todayTotal: number
  /** Whole minutes, rounded down, of stays ended by a person this business day. */
  averageStayMinutes: number
  timestamp: string
  /** How many may be inside, or null where no limit is set. */
  capacity: number | null
  /** The gym's day as YYYY-MM-DD. */
  businessDay: string
  epoch: string
  seq: number
  /** Up to which event a copy is kept on another PC; absent where none is. */
  copiedSeq?: number
}

/** The member as a desk shows them after a scan. Dates are days in the gym's time zone, YYYY-MM-DD. */
export interface MemberCard extends MemberRef {
  photo_url: string | null
  valid_from: string | null
  valid_until: string | null
  visits_left: number | null
  /** The note for staff that asks the most, shown with the result; empty where there is none. */
  note: string
  /** True: the note has to be acknowledged before the member may come in. */
  note_must_be_read: boolean
  /** All notes that hold, the one that asks the most first. */
  notes?: MemberNote[]
  /** The end of the plan's freeze, of a frozen member. */
  frozen_until: string | null
  inside: boolean
  last_visit_time: string | null
  visits_total: number
  /** What the gym is called whose member this is; absent of this gym's own. */
  home_gym?: string
}

/** A rule that staff has overridden for a member until a day, and who answers for it. */
export interface StandingOverride {
  id: string
  /** What would keep the member out. */
  refusal: Reason
  /** In the words of whoever gave it. */
  reason: string
  /** The last day on which it stands, YYYY-MM-DD. */
  until: string
  /** Who gave it, and the manager who allowed it; null for somebody without an account, or nobody. */
  by: string | null
  approvedBy: string | null
}

/** What the answer to somebody who came in says beside its verdict. */
export interface ComingInWords {
  /** What to look at. */
  warnings?: Warning[]
  /** The override that let them in and stands for longer. */
  override?: StandingOverride
}

export interface ScanResultPayload extends ComingInWords {
  verdict: Verdict
  reason: Reason
  flags: Flag[]
  /** An English sentence; our desks make their own from verdict and reason. */
  message: string
  member: MemberCard | null
  visit: VisitPayload | null
  duplicateOf?: { visitId: string; at: string }
  /** The rule that refused, with what it allows; absent where the reason says all. */
  rule?: FailedRule
  /** Of a card that lets nobody in: why, where it is not just blocked. */
  blocked?: BlockedCard
  actions: Action[]
  /** The event that this answer stands for; absent where nothing was recorded. */
  seq?: number
}

export interface DeskLimits {
  framesPerSecond: number
  burstFrames: number
  maxFrameBytes: number
}

/** What a desk has to know of its gym all the time; what is absent an older hub did not say. */
export interface GymPayload {
  name: string
  timeZone: string
  /** ISO 4217, or null where it is not set. */
  currency?: string | null
  /** Shares of the capacity, in percent and rising, from which on a desk warns. */
  capacityWarnings?: readonly number[]
  /** Why staff lets somebody in, to choose from; null for the desk's own list. */
  overrideReasons?: readonly string[] | null
  /** Whoever was not seen for longer is probably gone; null where the gym does not guess. */
  probablyGoneAfterMinutes?: number | null
}

/** A headcount that now counts. */
export interface CorrectionPayload {
  seq: number
  at: string
  /** Absent where the closing ended the day’s correction. */
  desk?: { id: string; name: string }
  counted: number
  /** Visits that were open then. */
  registered: number
  reason?: string
}

export interface AuthenticationPayload {
  role: Role
  name: string
  /** Whom the token stands for; absent where nobody is signed in. */
  personId?: string
  /** The sign-in, as `recordedBy` names it; absent where there is none at this desk. */
  signInId?: string
  deskId: string
  /** What the hub calls the desk, which a manager may change; empty for a program that is no desk. */
  deskName: string
  serverTime: string
  protocol: number
  limits: DeskLimits
  gym: GymPayload
  /** Which of the gym's hubs this is; absent in the first term. */
  term?: TermClaim
}

export interface SnapshotPayload {
  present: VisitPayload[]
  stats: StatsPayload
  epoch: string
  seq: number
  /** The last comings, goings and refusals at all desks as they were told, oldest first; an older hub gives none. */
  recent?: RecentFrame[]
}

interface ErrorPayload {
  code: ErrorCode
  message: string
  retryable: boolean
  reason?: Reason
  details?: ErrorDetails
}

/** The deployed AV Gym client's form of a refusal, for `check_in` and `check_out`. */
interface CommandErrorPayload {
  error: string
  code: ErrorCode
  retryable: boolean
  reason?: Reason
  details?: ErrorDetails
}

export interface RefusedPayload {
  seq: number
  at: string
  deskId: string
  deskName: string
  verdict: Verdict
  reason: Reason
  member?: MemberRef
  /** The last characters of the code, so that people can tell an unknown card from another. */
  codeEnd?: string
}

interface Reply {
  requestId?: string
}

/** Committed facts: in order of `payload.seq`, to every live session. */
export type EventFrame =
  | { type: 'member_checked_in' | 'member_checked_out'; payload: VisitPayload }
  | { type: 'scan_refused'; payload: RefusedPayload }
  | { type: 'member_changed'; payload: { seq: number; at: string; member: MemberRef } }
  | { type: 'settings_changed'; payload: { seq: number; at: string } }
  | { type: 'occupancy_corrected'; payload: CorrectionPayload }
  | { type: 'event'; payload: { seq: number } }

/** What desks list of what happened. */
export const RECENT_TYPES = ['member_checked_in', 'member_checked_out', 'scan_refused'] as const
export type RecentFrame = Extract<EventFrame, { type: (typeof RECENT_TYPES)[number] }>

/** What can be wrong with the hub's disk, or with the way to its database. */
export type StorageReason =
  'disk_full' | 'disk_read_only' | 'disk_failing' | 'database_damaged' | 'database_gone' | 'database_away'

/** Whether the hub records what desks send. Sent when it changes, and to whoever signs in while something is wrong. */
export type HubStatus = ({ state: 'ok' } | { state: 'trouble'; reason: StorageReason }) & {
  /** What somebody should see to while the hub goes on; absent where there is nothing. */
  warnings?: HubWarning[]
}

/** What a hub can warn of. */
export const HUB_WARNINGS = [
  'backup_old',
  'backup_failed',
  'drill_failed',
  'disk_low',
  'clock_suspect',
  'guessing',
] as const
export type HubWarning = (typeof HUB_WARNINGS)[number]

/** News without a sequence number: the newest one replaces the one before. */
export type NoticeFrame =
  | { type: 'check_in_stats'; payload: StatsPayload }
  | { type: 'desk_connected' | 'desk_disconnected'; payload: { deskId: string; name: string } }
  | { type: 'staff_message'; payload: StaffMessage }
  | { type: 'handover_changed'; payload: Omit<HandoverVersion, 'text'> }
  | { type: 'hub_status'; payload: HubStatus }
  | { type: 'token_expiring'; payload: { expiresAt: string } }

type ReplyFrame = Reply &
  (
    | { type: 'authentication_success'; message: string; payload: AuthenticationPayload }
    | { type: 'check_in_success'; payload: VisitPayload & ComingInWords }
    | { type: 'check_out_success' | 'undo_success'; payload: VisitPayload }
    | { type: 'correct_occupancy_success'; payload: { counted: number; registered: number } }
    | { type: 'review_closing_success'; payload: { checkInId: string; outcome: ReviewOutcome } }
    | { type: 'scan_result'; payload: ScanResultPayload }
    | { type: 'snapshot'; payload: SnapshotPayload }
    | { type: 'reply'; payload: unknown }
    | { type: 'check_in_error' | 'check_out_error'; payload: CommandErrorPayload }
    | { type: 'error'; message: string; payload: ErrorPayload }
    | { type: 'heartbeat_ack'; timestamp: string; seq?: number }
    | { type: 'pong' }
  )

export type ServerFrame =
  | EventFrame
  | NoticeFrame
  | ReplyFrame
  | { type: 'initial_stats'; payload: StatsPayload }
  | { type: 'resumed'; payload: { epoch: string; seq: number; missed: number } }
  | { type: 'batch'; payload: ServerFrame[] }
