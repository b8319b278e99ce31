import { decideLeaving, type Decision } from '../../domain/decide-scan.ts'
import type { UndoPayload } from '../../protocol/client-frames.ts'
import { cancelGuest, findGuestPass } from '../../store/passes.ts'
import { isDeleted } from '../../store/deleted-members.ts'
import { endVisit, findOpenVisit, reopenVisit, type VisitRow } from '../../store/visits.ts'
import { endStandingOverrides } from '../../store/standing-overrides.ts'
import { hasLaterVisit } from '../../store/visit-history.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import { giveBack } from '../visitors/visitor-visits.ts'
import { flagsOfAsking } from '../authority.ts'
import { countOnDay, type CommandContext } from '../context.ts'
import { oneLeft } from './occupancy-counters.ts'
import { refused, type Outcome } from '../outcome.ts'
import { appendVisitEvent, flagged, type VisitingMember } from './visit-changes.ts'

/**
 * Puts the last change of a visit back: an open visit was never begun, and what was overridden with it stands no longer;
 * an ended one goes on. Refused where the member
 * came again since, or where the end was not a person's.
 */
export async function undo(context: CommandContext, request: UndoPayload): Promise<Outcome> {
  const visit = await context.facts.visit(request.checkInId)
  if (!visit) return refused('visit_not_found')
  const { tx, now: at } = context
  const memberId = visit.member_id
  const [isGone, isOver, guestPass] = await Promise.all([
    isDeleted(tx, memberId),
    isSettled(context, visit),
    visit.check_out_at === null ? findGuestPass(tx, { memberId, visitId: visit.id }) : undefined,
  ])
  if (isGone) return refused('visit_not_found')
  if (isOver) return refused('denied', { details: { why: 'it changes something that came later' } })

  const member = { id: memberId, full_name: visit.full_name, membership_type: visit.membership_type }
  forgetScansOfMember(tx, memberId)
  // Scans of theirs that were read ahead for others count no more.
  context.facts.forget()
  if (guestPass !== undefined) cancelGuest(tx, { memberId, id: guestPass, at })
  const event =
    visit.check_out_at === null
      ? await undoCheckIn(context, member, visit)
      : undoCheckOut(context, member, visit)
  return {
    answer: { kind: 'visit', type: 'undo_success', seq: event.seq },
    event,
    card: null,
    standing: null,
  }
}

function undone(context: CommandContext): Decision {
  return flagged(decideLeaving(), 'undone', ...flagsOfAsking(context, {}))
}

async function isSettled(context: CommandContext, visit: VisitRow): Promise<boolean> {
  if (visit.closed_by === 'undo' || visit.closed_by === 'auto') return true
  const [open, isFollowed] = await Promise.all([
    visit.check_out_at === null ? undefined : findOpenVisit(context.tx, visit.member_id),
    hasLaterVisit(context.tx, visit),
  ])
  return open !== undefined || isFollowed
}

async function undoCheckIn(context: CommandContext, member: VisitingMember, open: VisitRow) {
  const visit = endVisit(context.tx, open, { at: context.now, notes: null, by: 'undo' })
  endStandingOverrides(context.tx, { visitId: visit.id }, { at: context.now, by: context.actor })
  if (open.took_visit === 1) {
    const periodId = open.period_id ?? member.id
    await giveBack(context, { memberId: member.id, periodId })
  }
  oneLeft(context.counters, 'undo')
  countOnDay(context, visit.check_in_at, { checkIns: -1 })
  const decision = undone(context)
  return appendVisitEvent(context, 'member_checked_out', { member, visit, at: context.now, decision })
}

function undoCheckOut(context: CommandContext, member: VisitingMember, ended: VisitRow) {
  const visit = reopenVisit(context.tx, ended)
  const endedAt = ended.check_out_at ?? context.now
  context.counters.occupancy += 1
  countOnDay(context, endedAt, { endedStays: -1, stayMs: -(endedAt - ended.check_in_at) })
  const decision = { ...undone(context), reason: 'ok_in' as const }
  return appendVisitEvent(context, 'member_checked_in', { member, visit, at: context.now, decision })
}
