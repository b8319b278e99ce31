import type { MemberRef } from './server-frames.ts'

/** Visits that the hub ended by itself, and what people say of them. */

/**
 * confirm: it was as the hub had it; left: the member left at another time; inside: the member is still there.
 */
export const REVIEW_OUTCOMES = ['confirm', 'left', 'inside'] as const
export type ReviewOutcome = (typeof REVIEW_OUTCOMES)[number]

/** One visit that waits for review. Times are ISO 8601. */
export interface ClosedVisit {
  checkInId: string
  member: MemberRef
  location: string
  check_in_time: string
  /** What the hub set as its end. */
  check_out_time: string
}

/** The reply to `closings.list`: the newest first, and how many there are in all. */
export interface ClosingsReply {
  count: number
  visits: ClosedVisit[]
}

/** How many are listed: an evening's forgetful; the rest comes when these are reviewed. */
export const MAX_LISTED_CLOSINGS = 200
