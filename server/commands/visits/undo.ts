import { decideLeaving, type Decision } from '../../domain/decide-scan.ts'
import type { UndoPayload } from '../../protocol/client-frames.ts'
import { changeVisitsLeft, readMember, type MemberRow } from '../../store/members.ts'
import { endVisit, findOpenVisit, findVisit, reopenVisit, type VisitRow } from '../../store/visits.ts'
import { endStandingOverrides } from '../../store/standing-overrides.ts'
import { hasLaterVisit } from '../../store/visit-history.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import { flagsOfAsking } from '../authority.ts'
import { countOnDay, type CommandContext } from '../context.ts'
import { oneLeft } from './occupancy-counters.ts'
import { refused, type Outcome } from '../outcome.ts'
import { appendVisitEvent, flagged } from './visit-changes.ts'

/**
 * Puts the last change of a visit back: an open visit was never begun, and what was overridden with it stands no longer;
 * an ended one goes on. Refused where the member
 * came again since, or where the end was not a person's.
 */
export async function undo(context: CommandContext, request: UndoPayload): Promise<Outcome> {
  const visit = await findVisit(context.tx, request.checkInId)
  if (!visit) return refused('visit_not_found')
  if (await isSettled(context, visit))
    return refused('denied', { details: { why: 'it changes something that came later' } })

  const member = await readMember(context.tx, visit.member_id)
  forgetScansOfMember(context.tx, member.id)
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
  if (visit.check_out_at !== null && (await findOpenVisit(context.tx, visit.member_id))) return true
  return hasLaterVisit(context.tx, visit)
}

async function undoCheckIn(context: CommandContext, member: MemberRow, open: VisitRow) {
  const visit = endVisit(context.tx, open, { at: context.now, notes: null, by: 'undo' })
  await endStandingOverrides(context.tx, { visitId: visit.id }, { at: context.now, by: context.actor })
  if (open.took_visit === 1) changeVisitsLeft(context.tx, member.id, 1)
  oneLeft(context.counters, 'undo')
  countOnDay(context, visit.check_in_at, { checkIns: -1 })
  const decision = undone(context)
  return appendVisitEvent(context, 'member_checked_out', { member, visit, at: context.now, decision })
}

function undoCheckOut(context: CommandContext, member: MemberRow, ended: VisitRow) {
  const visit = reopenVisit(context.tx, ended)
  const endedAt = ended.check_out_at ?? context.now
  context.counters.occupancy += 1
  countOnDay(context, endedAt, { endedStays: -1, stayMs: -(endedAt - ended.check_in_at) })
  const decision = { ...undone(context), reason: 'ok_in' as const }
  return appendVisitEvent(context, 'member_checked_in', { member, visit, at: context.now, decision })
}
