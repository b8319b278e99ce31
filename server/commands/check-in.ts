import { actionsAfter } from '../domain/actions.ts'
import { decideComingIn } from '../domain/decide-scan.ts'
import type { CheckInPayload } from '../protocol/client-frames.ts'
import { findComingMember } from '../store/members.ts'
import { accessOf, circumstancesOf, dayOf } from './circumstances.ts'
import { occurredAt, type CommandContext } from './context.ts'
import { factsOf } from './member-facts.ts'
import { levelOf } from './member-notes.ts'
import { refused, type Outcome } from './outcome.ts'
import { appendRefusal, flagged, openVisit } from './visit-changes.ts'

/** Checks a member in by their id, under the same rules as a scan of their card. */
export async function checkIn(context: CommandContext, request: CheckInPayload): Promise<Outcome> {
  const at = occurredAt(context, request.occurredAt)
  const member = await findComingMember(context.tx, { id: request.memberId, today: dayOf(context, at) })
  if (!member) return refused('member_not_found')
  if (member.open_visit_id !== null) {
    const details = { checkInId: member.open_visit_id }
    return refused('already_checked_in', { reason: 'already_in', details })
  }

  const visits = { inside: false, hasVisited: member.has_visited === 1 }
  const note = member.note_alert === null ? null : levelOf(member.note_alert)
  const facts = factsOf(member, accessOf(context.settings, member.membership_type), visits, note)
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

function circumstancesAsked({ location, notes, override }: CheckInPayload) {
  return { location, notes, override }
}
