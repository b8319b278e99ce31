import { decideLeaving } from '../../domain/decide-scan.ts'
import type { CheckOutPayload } from '../../protocol/client-frames.ts'
import { findOpenVisit, type VisitRow } from '../../store/visits.ts'
import { flagsOfAsking } from '../authority.ts'
import { isNotBelieved, occurredAt, type CommandContext } from '../context.ts'
import { findLateCheckOut, reopenEnded } from './late-check-out.ts'
import { refused, type Outcome } from '../outcome.ts'
import { closeVisit, flagged } from './visit-changes.ts'

/** Ends a visit by its id. Leaving has no rules; a visit ends once. */
export async function checkOut(context: CommandContext, request: CheckOutPayload): Promise<Outcome> {
  const visit = await context.facts.visit(request.checkInId)
  if (!visit) return refused('visit_not_found')
  const at = occurredAt(context, request.occurredAt)
  const member = { id: visit.member_id, full_name: visit.full_name, membership_type: visit.membership_type }
  const isOpen = visit.check_out_at === null
  if (!isOpen && !(await isLate(context, visit, at))) {
    return refused('already_checked_out', { reason: 'not_in' })
  }

  const flags = flagsOfAsking(context, request)
  if (isNotBelieved(context, request.occurredAt)) flags.push('back_dated')
  const decision = flagged(decideLeaving(), ...flags)
  const open = isOpen ? visit : await reopenEnded(context, member, visit, 'left')
  const event = closeVisit(context, { member, visit: open, at, notes: request.notes, decision })
  return {
    answer: { kind: 'visit', type: 'check_out_success', seq: event.seq },
    event,
    card: null,
    standing: null,
  }
}

async function isLate(context: CommandContext, visit: VisitRow, at: number): Promise<boolean> {
  if (visit.closed_by !== 'auto' || (await findOpenVisit(context.tx, visit.member_id))) return false
  const late = await findLateCheckOut(context, visit.member_id, at)
  return late?.id === visit.id
}
