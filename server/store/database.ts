import type { Generated, Kysely, Transaction } from 'kysely'
import type { Reason, ScanMode, Verdict } from '../protocol/scan.ts'
import type { ReviewOutcome } from '../protocol/closings.ts'
import type { Role } from '../protocol/roles.ts'

/**
 * The tables. Ids are UUIDv7 that we make, instants are milliseconds since 1970 UTC, days are YYYY-MM-DD in the gym's
 * time zone, flags and answers are JSON text, booleans are 0 and 1. Names of members stand in `members` only.
 */
export interface Tables {
  hub_state: HubStateTable
  day_stats: DayStatsTable
  members: MembersTable
  credentials: CredentialsTable
  imported_members: ImportedMembersTable
  visits: VisitsTable
  recent_visits: VisitHistoryTable
  filed_visits: VisitHistoryTable
  events: EventsTable
  requests: RequestsTable
  recent_scans: RecentScansTable
  desks: DesksTable
  sign_in_codes: SignInCodesTable
  refresh_tokens: RefreshTokensTable
  sign_ins: SignInsTable
  staff: StaffTable
  desk_people: DeskPeopleTable
  sign_in_attempts: SignInAttemptsTable
  ended_sign_ins: EndedSignInsTable
  audit_log: AuditLogTable
  audit_salts: AuditSaltsTable
  overrides: OverridesTable
  standing_overrides: StandingOverridesTable
  shift_log: ShiftLogTable
  approvals: ApprovalsTable
  closings: ClosingsTable
  corrections: CorrectionsTable
  half_hours: HalfHoursTable
  member_notes: MemberNotesTable
  staff_messages: StaffMessagesTable
  staff_message_seen: StaffMessageSeenTable
  handover_notes: HandoverNotesTable
  handover_reads: HandoverReadsTable
}

/** One row: where the history stands. */
interface HubStateTable {
  id: 1
  epoch: string
  seq: number
  /** Visits that are open. */
  occupancy: number
  /** Heads counted beside them, and when last; fewer are negative. */
  unregistered: Generated<number>
  corrected_at: Generated<number | null>
  /** Where the audit log stands: its last row's number and hash, so that a cut-off end is noticed. */
  audit_seq: Generated<number>
  audit_hash: Generated<string>
  /** The event up to which every visit is in `filed_visits`. */
  filed_seq: Generated<number>
  /** The time that was believed at the last commit; null in a database of before. */
  trusted_at: Generated<number | null>
  /** Since when it has gone on unbroken; 0 for always. */
  trusted_since: Generated<number>
}

interface DayStatsTable {
  business_day: string
  check_ins: number
  /** Stays ended by a person this day, and how long they were together. */
  ended_stays: number
  stay_ms: number
}

export interface MembersTable {
  id: string
  full_name: string
  membership_type: string
  phone: string
  email: string
  photo_url: string | null
  /** YYYY-MM-DD, or MM-DD where the year is not known. */
  birthday: string | null
  valid_from: string | null
  valid_until: string | null
  visits_left: number | null
  frozen_from: string | null
  frozen_until: string | null
  suspended: 0 | 1
  debt_cents: number
  /** YYYY-MM-DD, or null where nobody knows since when, or nothing is owed. */
  debt_since: string | null
  /** Name and phone without accents, in lower case: what a search compares. */
  search_text: string
  created_at: number
  updated_at: number
}

export interface CredentialsTable {
  /** As `normaliseCode` gives it. */
  code: string
  member_id: string
  created_at: number
  revoked_at: number | null
}

/** What members were when a file without versions last said something of them. */
export interface ImportedMembersTable {
  member_id: string
  /** Marks of their values, see `commands/members/file/versions.ts`. */
  version: string
}

export interface VisitsTable {
  id: string
  member_id: string
  location: string
  notes: string
  desk_id: string
  check_in_at: number
  /** The event of the check-in. */
  check_in_seq: number
  /** 1 where the check-in took a visit off the plan, which an undo gives back. */
  took_visit: 0 | 1
  check_out_at: number | null
  check_out_notes: string | null
  /** Who ended it; an undone check-in is closed by `undo` and counts nowhere. */
  closed_by: 'person' | 'auto' | 'undo' | null
}

/** The visits of each member, by time: two tables, see `visit-history.ts`. */
interface VisitHistoryTable {
  member_id: string
  check_in_at: number
  visit_id: string
}

export type EventType =
  | 'member_checked_in'
  | 'member_checked_out'
  | 'scan_refused'
  | 'member_changed'
  | 'settings_changed'
  | 'occupancy_corrected'

export interface EventsTable {
  seq: number
  type: EventType
  at: number
  visit_id: string | null
  member_id: string | null
  desk_id: string | null
  verdict: Verdict | null
  reason: Reason | null
  /** JSON array of Flag, or null for none. */
  flags: string | null
  /** The end of an unknown code. */
  code_end: string | null
}

export interface RequestsTable {
  id: string
  body_hash: string
  at: number
  /** JSON of a RememberedAnswer: ids and verdicts only. */
  answer: string
}

/** The last scan of a code at a desk in a mode, so that a second one within the repeat window changes nothing. */
export interface RecentScansTable {
  code: string
  desk_id: string
  mode: ScanMode
  occurred_at: number
  answer: string
}

export interface DesksTable {
  id: string
  name: string
  token_hash: string
  created_at: number
  last_seen_at: number
  removed_at: number | null
}

export interface SignInCodesTable {
  code_hash: string
  role: Role
  name: string
  expires_at: number
  used_at: number | null
}

export interface RefreshTokensTable {
  id: string
  /** All tokens that rotated out of one sign-in. */
  family: string
  subject: string
  name: string
  role: Role
  desk_id: string
  /** When the family ends: rotation does not prolong it. */
  expires_at: number
  used_at: number | null
  successor: string | null
}

/** A sign-in at a desk. Whoever knows its id and the desk's credential may send what was recorded under it. */
export interface SignInsTable {
  id: string
  desk_id: string
  subject: string
  /** Of the person when they signed in. */
  role: Role
  began_at: number
  expires_at: number
  /** When it was ended before that, or null. */
  ended_at: number | null
}

export interface StaffTable {
  id: string
  /** In lower case: what the person types to sign in. */
  username: string
  full_name: string
  role: Role
  /** Argon2id with its parameters and salt, as PHC text. */
  password_hash: string
  pin_hash: string | null
  created_at: number
  updated_at: number
  disabled_at: number | null
}

/** Who signed in with a password at a desk, and when last: only they may switch in by PIN there. */
interface DeskPeopleTable {
  desk_id: string
  staff_id: string
  password_at: number
}

/** Failed attempts at what proves somebody, kept over a restart. */
export interface SignInAttemptsTable {
  /** What is counted, and of whom: `device:`, `account:` …; `notice:` for what managers were told. */
  subject: string
  /** In a row, since the last success. */
  failures: number
  blocked_until: number
  window_began_at: number
  /** Failures within a window, which is an hour or a day by what is counted. */
  window_failures: number
}

/** Sign-ins that were ended while access tokens of theirs may still live. */
interface EndedSignInsTable {
  family: string
  /** When the last of those tokens has expired. */
  forget_at: number
}

/** One row a commit. */
export interface AuditLogTable {
  seq: number
  at: number
  /** JSON of what people changed in it; personal values as salted hashes only. */
  entries: string
  /** Over this row and the hash before it. */
  hash: string
}

/** What the hashes of a member's values are salted with. Erasing a member deletes it, and nobody can try values then. */
interface AuditSaltsTable {
  member_id: string
  salt: string
}

/** Why somebody was let in against a rule: a row a visit and rule. */
export interface OverridesTable {
  visit_id: string
  at: number
  /** What would have kept them out. */
  refusal: Reason
  /** In the words of whoever let them in. */
  reason: string
  staff_id: string
  /** The manager who allowed it at the desk, or null where whoever let them in had the right. */
  approved_by: string | null
  /** The override that stood already, or that was given with this visit; null for this visit alone. */
  standing_id: string | null
}

/** A rule that does not count for a member until a day. */
export interface StandingOverridesTable {
  id: string
  member_id: string
  refusal: Reason
  /** The last day on which it stands, YYYY-MM-DD. */
  until_day: string
  /** In the words of whoever gave it. */
  reason: string
  given_at: number
  staff_id: string
  approved_by: string | null
  /** The visit that it was given with: undoing that takes it back. */
  visit_id: string
  /** Null while it stands, as far as its day has not passed. */
  ended_at: number | null
  ended_by: string | null
}

/** What an end-of-shift report is made of: who stood at the desk when something out of the ordinary happened. */
export interface ShiftLogTable {
  /** Of the event. */
  seq: number
  /** In whose shift it stands: when it happened, or when it was told of where that is the news. */
  at: number
  staff_id: string
  kind: 'overridden' | 'undone' | 'refused' | 'for_review' | 'back_dated'
}

/** A manager's leave to override at one desk, good once and for minutes. */
export interface ApprovalsTable {
  secret_hash: string
  desk_id: string
  staff_id: string
  expires_at: number
}

/** A visit that the hub ended because nobody did, and what a person said of it later. */
export interface ClosingsTable {
  visit_id: string
  member_id: string
  /** The instant that the visit was given as its end. */
  closed_at: number
  /** null while it waits for review; `let_be` after it waited too long. */
  outcome: ReviewOutcome | 'let_be' | null
  reviewed_at: number | null
}

/** A headcount: how many were counted, and how many had an open visit then. */
export interface CorrectionsTable {
  /** Of its event. */
  seq: number
  at: number
  counted: number
  registered: number
  /** In the words of whoever counted; null where the closing ended the day's correction. */
  reason: string | null
  staff_id: string | null
}

/** How many were inside in a half hour of a business day. */
export interface HalfHoursTable {
  business_day: string
  /** Half hours since the midnight that began the day, by the clock on the wall: 18:30 is 37. */
  slot: number
  inside: number
}

/** A note about a member. */
export interface MemberNotesTable {
  member_id: string
  id: string
  /** The level's place in `NOTE_LEVELS`: the larger, the more it asks. */
  alert: number
  text: string
  /** The name of whoever wrote it; empty where it came with a file. */
  author: string
  at: number
  /** The last day on which it holds, or null. */
  until: string | null
  /** When somebody ended it, or null. */
  ended_at: number | null
}

/** What somebody told the desks. */
export interface StaffMessagesTable {
  id: string
  at: number
  text: string
  from_id: string
  from_name: string
  /** The desk it was sent from, or null for the command line. */
  desk_id: string | null
  /** The one desk that it is for, or null for all. */
  to_desk_id: string | null
  asks_seen: 0 | 1
  /** Until when it stays on the screen, or null for as long as it is news. */
  until: number | null
  /** When somebody took it back, or null. */
  ended_at: number | null
}

/** Who said at a desk that they have seen a message. */
export interface StaffMessageSeenTable {
  message_id: string
  desk_id: string
  name: string
  at: number
}

/** What a shift left for the next, version by version. */
export interface HandoverNotesTable {
  version: number
  at: number
  text: string
  author_id: string
  author: string
}

/** The newest version of the hand-over note that a person has read. */
interface HandoverReadsTable {
  staff_id: string
  version: number
}

/** The database outside a transaction: for single reads and for opening. */
export type Db = Kysely<Tables>

/** The database inside the writer's transaction. A function that asks for a Tx cannot be called without one. */
export type Tx = Transaction<Tables>
