import type { ReviewOutcome } from '../../protocol/closings.ts'
import type { Reason } from '../../protocol/scan.ts'

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
  /** The pack that it was taken of; null where it took none, or that is the member's first period. */
  period_id: string | null
  check_out_at: number | null
  check_out_notes: string | null
  /** Who ended it; an undone check-in is closed by `undo` and counts nowhere. */
  closed_by: 'person' | 'auto' | 'undo' | null
  /** The import that it came with; null for a visit of this hub's own. */
  change_id: string | null
}

/** The visits of each member, by time: two tables, see `visit-history.ts`. */
export interface VisitHistoryTable {
  member_id: string
  check_in_at: number
  visit_id: string
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

/** A manager's leave to override at one desk, good once and for minutes. */
export interface ApprovalsTable {
  secret_hash: string
  desk_id: string
  staff_id: string
  expires_at: number
}

/** A visit that the hub ended because nobody did, and what a person said of it later; or that a clock put into the future, as seen now. */
export interface ClosingsTable {
  visit_id: string
  member_id: string
  /** When it should have ended, which a visit of a clock that was ahead began after; its end is then its beginning. */
  closed_at: number
  /** null while it waits for review; `let_be` after it waited too long. */
  outcome: ReviewOutcome | 'let_be' | null
  reviewed_at: number | null
}
