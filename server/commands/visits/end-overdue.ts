import { endsBySelf, overdueBefore } from '../../domain/closing.ts'
import { lastSeenAt, listOverdue, listSeenAfter, noteClosing, noteSeen } from '../../store/closings.ts'
import type { Db } from '../../store/database.ts'
import { endVisit, type VisitRow } from '../../store/visits.ts'
import type { WriteContext } from '../../store/write.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import { oneLeft } from './occupancy-counters.ts'

/** The hub's own ending of visits that nobody ended: at the closing, or after the longest stay. */
export interface ClosingContext extends WriteContext {
  settings: GymSettings
}

interface VisitingMember {
  full_name: string | null
  membership_type: string | null
}

/** The clocks of two hubs on one database differ by less. */
const CLOCKS_DIFFER_MS = 60_000

/**
 * Ends at most `limit` of the visits that should have ended by now, each at the instant at which it should have; says
 * whether there may be more. Doing it again ends nothing twice: what is to be done is read from the visits themselves.
 */
export async function endOverdueVisits(context: ClosingContext, limit: number): Promise<boolean> {
  const rule = context.settings.closing
  const ahead = await seeNowIfAhead(context, limit)
  const overdue = await listOverdue(context.tx, overdueBefore(context.trustedNow, rule), limit)
  for (const { full_name, membership_type, seen_at, ...visit } of overdue) {
    const at = endsBySelf(seen_at ?? visit.check_in_at, rule)
    if (at !== null) endBySelf(context, visit, at, { full_name, membership_type })
  }
  return overdue.length === limit || ahead === limit
}

/** A visit that a clock of then put into the future would stay open until that day: its member was seen now, at the latest. */
async function seeNowIfAhead({ tx, now, trustedNow }: ClosingContext, limit: number): Promise<number> {
  if (now !== trustedNow) return 0
  const ahead = await listSeenAfter(tx, now + CLOCKS_DIFFER_MS, limit)
  for (const visit of ahead) await noteSeen(tx, visit, now)
  return ahead.length
}

/** Ends the visit where it should have ended by `at`, before somebody's card is asked about; says whether it did. */
export async function endIfOverdue(
  context: ClosingContext,
  visit: VisitRow,
  at: number,
  member: VisitingMember,
): Promise<boolean> {
  const endedAt = await overdueSince(context, visit, at)
  if (endedAt === null) return false
  endBySelf(context, visit, endedAt, member)
  return true
}

/** When an open visit should have ended, of one that should have by `said`; null for any other. A suspect clock ends none. */
export async function overdueSince(
  { tx, settings, trustedNow }: { tx: Db; settings: GymSettings; trustedNow: number },
  visit: VisitRow,
  said: number,
): Promise<number | null> {
  const at = Math.min(said, trustedNow)
  const earliest = endsBySelf(visit.check_in_at, settings.closing)
  const isAhead = visit.check_in_at > trustedNow + CLOCKS_DIFFER_MS
  if (earliest === null || (earliest > at && !isAhead)) return null
  const endsAt = endsBySelf(await lastSeenAt(tx, visit), settings.closing)
  return endsAt !== null && endsAt <= at ? endsAt : null
}

function endBySelf(
  context: ClosingContext,
  open: VisitRow,
  closedAt: number,
  { full_name, membership_type }: VisitingMember,
): void {
  const { id: visitId, member_id: memberId } = open
  const at = Math.max(closedAt, open.check_in_at)
  const visit = endVisit(context.tx, open, { at, notes: null, by: 'auto' })
  noteClosing(context.tx, { visitId, memberId, closedAt })
  oneLeft(context.counters, 'auto')
  context.counters.toReview += 1
  context.append(
    {
      type: 'member_checked_out',
      ...{ at, visitId, memberId },
      ...{ verdict: 'granted', reason: 'ok_out', flags: ['auto_closed'] },
    },
    {
      ...{ full_name, membership_type, location: visit.location },
      ...{ check_in_at: visit.check_in_at, notes: visit.notes },
    },
  )
}
