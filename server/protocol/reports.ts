import { z } from 'zod'
import type { Takings } from './ledger.ts'
import type { Reason } from './scan.ts'
import type { MemberRef } from './server-frames.ts'

/** The end-of-shift report: what was out of the ordinary, and who answers for it. */

export const shiftReportParams = z.object({
  /** One's own, or everybody's where one may see that. */
  whose: z.enum(['own', 'all']).default('own'),
  /** Since the asker signed in, or since the business day began. */
  since: z.enum(['sign_in', 'today']).default('today'),
})

/** Rows of a report on a screen; what comes after them is in the file. */
export const MAX_REPORT_ROWS = 500

export const SHIFT_KINDS = ['overridden', 'undone', 'refused', 'for_review', 'back_dated'] as const
export type ShiftKind = (typeof SHIFT_KINDS)[number]

/** One thing that happened. Times are ISO 8601; names are null for somebody without an account. */
export interface ShiftEntry {
  /** Of the event. An override of several rules has an entry a rule. */
  seq: number
  at: string
  /** When it happened by the desk that told it: before `at` where somebody was let in by a time that was told late. */
  happenedAt: string
  kind: ShiftKind
  /** Who was at the desk. */
  staff: string | null
  desk: string | null
  /** null for a card of nobody. */
  member: MemberRef | null
  /** The last characters of a card of nobody. */
  codeEnd: string | null
  /** What refused, or would have; null of what was taken back. */
  reason: Reason | null
  /** What was taken back; null of everything else. */
  undid: 'check_in' | 'check_out' | null
  /** Of an override. */
  override: {
    /** Why, in words. */
    reason: string
    /** Who gave it, and the manager who allowed it. */
    by: string | null
    approvedBy: string | null
    /** The last day on which it stands, YYYY-MM-DD; null for this visit alone. */
    until: string | null
  } | null
}

/** All of one business day, YYYY-MM-DD. */
export interface DayReport {
  day: string
  entries: ShiftEntry[]
  takings: Takings
}

export interface ShiftReport {
  from: string
  to: string
  entries: ShiftEntry[]
  /** How many there are of each kind, an override of several rules counted once. */
  counts: Record<ShiftKind, number>
  /** What was received: its cash is to be handed over. Not told by hubs of earlier versions. */
  takings?: Takings
  /** True where there is more than was sent. */
  isCut: boolean
}
