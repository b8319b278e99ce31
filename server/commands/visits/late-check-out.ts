import { decideLeaving, type Decision } from '../../domain/decide-scan.ts'
import { LATE_LEAVING_MS } from '../../domain/closing.ts'
import { findLastClosing, settleClosing } from '../../store/closings.ts'
import type { ReviewOutcome } from '../../protocol/closings.ts'
import { findVisit, reopenVisit, type VisitRow } from '../../store/visits.ts'
import type { CommandContext } from '../context.ts'
import { appendVisitEvent, flagged } from './visit-changes.ts'

/** Who a visit is of, as its events name them. */
interface VisitingMember {
  id: string
  full_name: string | null
  membership_type: string | null
}

const stillInside: Decision = { ...flagged(decideLeaving(), 'undone'), reason: 'ok_in' }

/**
 * The visit that the hub ended while the member was still there, of one who goes out within an hour of it, or went out
 * before it at a desk that was offline then. Ask only of a member who is not inside.
 */
export async function findLateCheckOut(
  { tx }: CommandContext,
  memberId: string,
  at: number,
): Promise<VisitRow | undefined> {
  const closing = await findLastClosing(tx, memberId, at - LATE_LEAVING_MS)
  const visit = closing && (await findVisit(tx, closing.visit_id))
  return visit && visit.check_in_at <= at ? visit : undefined
}

/** Takes back that the hub ended a visit: for every desk an undone check-out. */
export async function reopenEnded(
  context: CommandContext,
  member: VisitingMember,
  ended: VisitRow,
  outcome: ReviewOutcome,
): Promise<VisitRow> {
  const visit = reopenVisit(context.tx, ended)
  await settleClosing(context.tx, visit.id, outcome, context.now)
  context.counters.toReview -= 1
  context.counters.occupancy += 1
  appendVisitEvent(context, 'member_checked_in', {
    member,
    visit,
    at: context.now,
    decision: stillInside,
  })
  return visit
}
