import { actionsAfter } from '../domain/actions.ts'
import { decideComingIn } from '../domain/decide-scan.ts'
import type { CheckInPayload } from '../protocol/client-frames.ts'
import { findComingMember, type RuledMember } from '../store/members.ts'
import { findOpenVisit } from '../store/visits.ts'
import { accessOf, circumstancesOf } from './circumstances.ts'
import { occurredAt, type CommandContext } from './context.ts'
import { endIfOverdue } from './end-overdue.ts'
import { factsOf } from './member-facts.ts'
import { refused, type Outcome } from './outcome.ts'
import { appendRefusal, flagged, openVisit } from './visit-changes.ts'

/** Checks a member in by their id, under the same rules as a scan of their card. */
export async function checkIn(context: CommandContext, request: CheckInPayload): Promise<Outcome> {
  const member = await findComingMember(context.tx, request.memberId)
  if (!member) return refused('member_not_found')
  const at = occurredAt(context, request.occurredAt)
  if (member.open_visit_id !== null && !(await wasOverdue(context, member, at))) {
    const details = { checkInId: member.open_visit_id }
    return refused('already_checked_in', { reason: 'already_in', details })
  }

  const visits = { inside: false, hasVisited: member.has_visited === 1 }
  const facts = factsOf(member, accessOf(context.settings, member.membership_type), visits)
  const asked = { override: request.override !== undefined, acknowledge: request.acknowledge === true }
  const decided = decideComingIn(facts, asked, circumstancesOf(context, { at, location: request.location }))
  const decision = request.provisional ? flagged(decided, 'provisional') : decided
  if (decision.verdict === 'denied') {
    await appendRefusal(context, { decision, at, member })
    const { reason, rule } = decision
    const actions = actionsAfter(decision, context.may)
    return refused('denied', { reason, details: { actions, ...(rule && { rule }) } })
  }
  const event = await openVisit(context, { member, at, decision, ...circumstancesAsked(request) })
  return { answer: { kind: 'visit', type: 'check_in_success', seq: event.seq }, event, card: null }
}

/** Whoever comes in on another day has left since: their visit ended when it should have. */
async function wasOverdue(context: CommandContext, member: RuledMember, at: number): Promise<boolean> {
  const open = await findOpenVisit(context.tx, member.id)
  return open !== undefined && endIfOverdue(context, open, at, member)
}

function circumstancesAsked({ location, notes, override }: CheckInPayload) {
  return { location, notes, override }
}
