import type { ReviewClosingPayload } from '../../protocol/client-frames.ts'
import { findClosing, settleClosing } from '../../store/closings.ts'
import { hasLaterVisit } from '../../store/visit-history.ts'
import { endVisit, findOpenVisit, findVisitWithMember, type VisitWithMember } from '../../store/visits.ts'
import { countOnDay, type CommandContext } from '../context.ts'
import { reopenEnded } from './late-check-out.ts'
import { refused, type Outcome } from '../outcome.ts'

/**
 * Takes what somebody says of a visit that the hub ended. As it was: it stays the hub's ending and counts in no
 * average. The member left at another time: then a person has ended it, and it counts as every other. Still inside: it
 * goes on. Refused where it was said already, or where it cannot have been.
 */
export async function reviewClosing(
  context: CommandContext,
  request: ReviewClosingPayload,
): Promise<Outcome> {
  const visit = await findVisitWithMember(context.tx, request.checkInId)
  const closing = visit && (await findClosing(context.tx, visit.id))
  if (!closing) return refused('visit_not_found')
  if (closing.outcome !== null) return impossible('somebody has said what became of it')
  switch (request.outcome) {
    case 'confirm':
      await recover(context, visit, 'confirm')
      break
    case 'left': {
      const wrong = await whyNotLeft(context, visit, request.leftAt, closing.closed_at)
      if (wrong !== null || request.leftAt === undefined) return impossible(wrong ?? '')
      await leftAt(context, visit, request.leftAt)
      break
    }
    case 'inside':
      if (await cameAgain(context, visit)) return impossible('the member came again since')
      await reopenEnded(context, memberOf(visit), visit, 'inside')
  }
  audit(context, visit.id, request)
  const payload = { checkInId: visit.id, outcome: request.outcome }
  return {
    answer: { kind: 'done', type: 'review_closing_success', payload, seq: null },
    event: null,
    card: null,
    standing: null,
  }
}

async function recover(
  context: CommandContext,
  visit: VisitWithMember,
  outcome: 'confirm' | 'left',
): Promise<void> {
  await settleClosing(context.tx, visit.id, outcome, context.now)
  context.counters.toReview -= 1
}

async function leftAt(context: CommandContext, visit: VisitWithMember, at: number): Promise<void> {
  endVisit(context.tx, visit, { at, notes: visit.check_out_notes, by: 'person' })
  countOnDay(context, at, { endedStays: 1, stayMs: at - visit.check_in_at })
  await recover(context, visit, 'left')
}

/** A member who came again has left before; how long before, their next visit does not say: not after the hub's end. */
async function whyNotLeft(
  context: CommandContext,
  visit: VisitWithMember,
  at: number | undefined,
  closedAt: number,
): Promise<string | null> {
  if (at === undefined) return 'a time is missing'
  if (at < visit.check_in_at) return 'the member had not come yet'
  if (at > context.now) return 'that time has not come yet'
  if (at > closedAt && (await cameAgain(context, visit))) return 'the member came again since'
  return null
}

async function cameAgain({ tx }: CommandContext, visit: VisitWithMember): Promise<boolean> {
  if (await findOpenVisit(tx, visit.member_id)) return true
  return hasLaterVisit(tx, visit)
}

function memberOf(visit: VisitWithMember) {
  return { id: visit.member_id, full_name: visit.full_name, membership_type: visit.membership_type }
}

function audit(
  context: CommandContext,
  visitId: string,
  { outcome, leftAt: at }: ReviewClosingPayload,
): void {
  const actor = { id: context.actor, deskId: context.desk.id }
  const details = { outcome, ...(outcome === 'left' && { leftAt: at }) }
  context.audit({ actor, action: 'closing_reviewed', subject: visitId, details })
}

function impossible(why: string): Outcome {
  return refused('denied', { details: { why } })
}
