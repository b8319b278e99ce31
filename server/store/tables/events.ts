import type { Generated } from 'kysely'
import type { Reason, ScanMode, Verdict } from '../../protocol/scan.ts'

/** One row: where the history stands. */
export interface HubStateTable {
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
