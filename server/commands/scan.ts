import { actionsAfter } from '../domain/actions.ts'
import { normaliseCode } from '../domain/credential-code.ts'
import { decideScan, type Decision } from '../domain/decide-scan.ts'
import type { ScanPayload } from '../protocol/client-frames.ts'
import { findCredential } from '../store/credentials.ts'
import type { NamedEvent } from '../store/event-log.ts'
import { readMember, type MemberRow } from '../store/members.ts'
import { readVisitHistory } from '../store/visit-history.ts'
import { findOpenVisit, type VisitRow } from '../store/visits.ts'
import { dayOf, occurredAt, type CommandContext } from './context.ts'
import { cardOf, factsOf } from './member-facts.ts'
import type { Outcome, ScanAnswer, ShownVisits } from './outcome.ts'
import { findRepeat, rememberScan } from './repeat-window.ts'
import { appendRefusal, closeVisit, flagged, openVisit } from './visit-changes.ts'

/** Answers one scan of a card: in, out, or why not. A second scan within the repeat window changes nothing. */
export async function scan(context: CommandContext, request: ScanPayload): Promise<Outcome> {
  const key = { code: normaliseCode(request.code), deskId: context.desk.id, mode: request.mode }
  const at = occurredAt(context, request.occurredAt)
  const insists = request.override !== undefined || request.acknowledge === true
  const repeat = insists ? null : await findRepeat(context, key, at)
  if (repeat) return repeat

  const found = await findByCode(context, key.code)
  const decision = decide(context, found, request, at)
  const event = await carryOut(context, { found, decision, request, at, code: key.code })
  const outcome = answerOf(found, decision, event)
  await rememberScan(context, key, at, outcome.answer)
  return outcome
}

/** What a code leads to. */
interface Found {
  isRevoked: boolean
  member: MemberRow
  open: VisitRow | undefined
  history: { total: number; lastAt: number | null }
}

async function findByCode(context: CommandContext, code: string): Promise<Found | null> {
  const credential = await findCredential(context.tx, code)
  if (!credential) return null
  const member = await readMember(context.tx, credential.member_id)
  return {
    isRevoked: credential.revoked_at !== null,
    member,
    open: await findOpenVisit(context.tx, member.id),
    history: await readVisitHistory(context.tx, member.id),
  }
}

function decide(context: CommandContext, found: Found | null, request: ScanPayload, at: number): Decision {
  const visits = { inside: found?.open !== undefined, hasVisited: (found?.history.total ?? 0) > 0 }
  const facts = {
    credential: found && { revoked: found.isRevoked },
    member: found && factsOf(found.member, visits),
    today: dayOf(context, at),
  }
  const asked = {
    mode: request.mode,
    override: request.override !== undefined,
    acknowledge: request.acknowledge === true,
  }
  const decision = decideScan(facts, asked)
  return request.provisional ? flagged(decision, 'provisional') : decision
}

interface Decided {
  found: Found | null
  decision: Decision
  request: ScanPayload
  at: number
  code: string
}

function carryOut(context: CommandContext, decided: Decided): Promise<NamedEvent> {
  const { found, decision, request, at, code } = decided
  if (!found || decision.verdict === 'denied') {
    return appendRefusal(context, { decision, at, code, member: found?.member })
  }
  const { member, open } = found
  if (open) return closeVisit(context, { member, visit: open, at, notes: undefined, decision })
  return openVisit(context, { member, at, decision, location: request.location, notes: undefined })
}

function answerOf(
  found: Found | null,
  decision: Decision,
  event: NamedEvent,
): Outcome & { answer: ScanAnswer } {
  const shown = found && shownAfter(found, decision)
  const answer: ScanAnswer = {
    kind: 'scan',
    ...decision,
    actions: actionsAfter(decision),
    memberId: found?.member.id ?? null,
    shown,
    seq: event.seq,
    ...(decision.reason === 'already_in' &&
      found?.open && { duplicateOf: { visitId: found.open.id, at: found.open.check_in_at } }),
  }
  return { answer, event, card: found && shown && cardOf(found.member, shown) }
}

function shownAfter({ member, history, open }: Found, { verdict, reason }: Decision): ShownVisits {
  const cameIn = reason === 'ok_in'
  const left = cameIn && member.visits_left ? member.visits_left - 1 : member.visits_left
  const inside = verdict === 'denied' ? open !== undefined : cameIn
  return { ...history, inside, left }
}
