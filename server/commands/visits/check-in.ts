import { actionsAfter } from '../../domain/actions.ts'
import { decideComingIn } from '../../domain/decide-scan.ts'
import type { CheckInPayload } from '../../protocol/client-frames.ts'
import type { ComingMember } from '../../store/members.ts'
import { readVisitHistory } from '../../store/visit-history.ts'
import { findOpenVisit } from '../../store/visits.ts'
import { reachOf, requireNews } from './authorise-override.ts'
import { flagBackDated } from './back-dating.ts'
import { ruleContextOf, dayOf } from './rule-context.ts'
import { flagsOfAsking } from '../authority.ts'
import { occurredAt, type CommandContext } from '../context.ts'
import { decideWithStanding, type Decided } from './decide-with-standing.ts'
import { endIfOverdue } from './end-overdue.ts'
import { factsOf } from '../members/member-facts.ts'
import { levelOf } from '../members/member-notes.ts'
import { refused, warningsOf, type Answer, type Outcome } from '../outcome.ts'
import { latest, readLastAway } from '../visitors/visitor-at-home.ts'
import { readStanding } from './repeat-window.ts'
import { appendRefusal, flagged, openVisit } from './visit-changes.ts'

/** Checks a member in by their id, under the same rules as a scan of their card. */
export async function checkIn(context: CommandContext, request: CheckInPayload): Promise<Outcome> {
  const at = occurredAt(context, request.occurredAt)
  const member = await context.facts.comingMember(request.memberId, dayOf(context, at))
  if (!member) return refused('member_not_found')
  if (member.open_visit_id !== null && !(await wasOverdue(context, member, at))) {
    const details = { checkInId: member.open_visit_id }
    return refused('already_checked_in', { reason: 'already_in', details })
  }

  const asItSays = await decide(context, member, request, at)
  const { decision, standing } = await flagBackDated(context, asItSays, request.occurredAt, () =>
    decide(context, member, { acknowledge: true, location: request.location }, context.now),
  )
  if (decision.verdict === 'denied') {
    requireNews(context, decision, request.override)
    appendRefusal(context, { decision, at, member })
    const { reason, rule } = decision
    const actions = actionsAfter(decision, context.may)
    return refused('denied', { reason, details: { actions, ...(rule && { rule }) } })
  }
  const coming = { member, at, decision, standing, ...placeAndReasons(request) }
  const { event, standing: stand } = await openVisit(context, coming)
  const shown = warningsOf(decision.warnings, stand)
  const answer: Answer = { kind: 'visit', type: 'check_in_success', seq: event.seq, ...shown }
  return { answer, event, card: null, standing: await readStanding(context, answer) }
}

async function decide(
  context: CommandContext,
  member: ComingMember,
  request: Omit<CheckInPayload, 'memberId'>,
  at: number,
): Promise<Decided> {
  const { override, acknowledge, location } = request
  const lastCameInAt = await readLastEntry(context, member.id)
  const visits = { inside: false, hasVisited: member.has_visited === 1, lastCameInAt }
  const rules = ruleContextOf(context, { at, location })
  const asked = { override: reachOf(context, override), acknowledge: acknowledge === true }
  const of = { memberId: member.id, today: rules.today }
  const note = member.note_alert === null ? null : levelOf(member.note_alert)
  return decideWithStanding(context.tx, of, factsOf(member, context.settings, visits, note), (facts) => {
    const decision = decideComingIn(facts, asked, rules)
    return flagged(decision, ...flagsOfAsking(context, request))
  })
}

/** When the member came in last at any gym, where a rule asks for it. */
async function readLastEntry({ tx, settings }: CommandContext, memberId: string): Promise<number | null> {
  if (settings.antiPassbackMinutes === 0) return null
  // Together: to a database across a network it is one way there and back.
  const [here, away] = await Promise.all([readVisitHistory(tx, memberId), readLastAway(tx, memberId)])
  return latest(here.lastAt, away)
}

/** Whoever comes in on another day has left since: their visit ended when it should have. */
async function wasOverdue(context: CommandContext, member: ComingMember, at: number): Promise<boolean> {
  const open = await findOpenVisit(context.tx, member.id)
  return open !== undefined && endIfOverdue(context, open, at, member)
}

function placeAndReasons({ location, notes, override }: CheckInPayload) {
  return { location, notes, override }
}
