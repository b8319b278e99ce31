import { decideLeaving } from '../domain/decide-scan.ts'
import type { CheckOutPayload } from '../protocol/client-frames.ts'
import { findVisitWithMember } from '../store/visits.ts'
import { occurredAt, type CommandContext } from './context.ts'
import { refused, type Outcome } from './outcome.ts'
import { closeVisit, flagged } from './visit-changes.ts'

/** Ends a visit by its id. Leaving has no rules; a visit ends once. */
export async function checkOut(context: CommandContext, request: CheckOutPayload): Promise<Outcome> {
  const visit = await findVisitWithMember(context.tx, request.checkInId)
  if (!visit) return refused('visit_not_found')
  if (visit.check_out_at !== null) return refused('already_checked_out', { reason: 'not_in' })

  const member = { id: visit.member_id, full_name: visit.full_name, membership_type: visit.membership_type }
  const decision = request.provisional ? flagged(decideLeaving(), 'provisional') : decideLeaving()
  const at = occurredAt(context, request.occurredAt)
  const event = await closeVisit(context, { member, visit, at, notes: request.notes, decision })
  return {
    answer: { kind: 'visit', type: 'check_out_success', seq: event.seq },
    event,
    card: null,
    standing: null,
  }
}
