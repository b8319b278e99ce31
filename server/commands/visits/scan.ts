import type { ScanResultPayload } from '../../protocol/server-frames.ts'
import type { z } from 'zod'
import { actionsAfter } from '../../domain/actions.ts'
import { LATE_LEAVING_MS } from '../../domain/closing.ts'
import {
  decideScan,
  type Decision,
  type MemberFacts,
  type ScanAsked,
  type ScannedCard,
} from '../../domain/decide-scan.ts'
import type { ScanPayload } from '../../protocol/client-frames.ts'
import type { previewScanParams } from '../../protocol/methods.ts'
import type { Action } from '../../protocol/scan.ts'
import type { Reach } from '../../domain/overriding.ts'
import { findCardHolder, type CardHolder } from '../../store/card-holders.ts'
import type { Db } from '../../store/database.ts'
import type { NamedEvent } from '../../store/event-log.ts'
import { reachOf, requireNews } from './authorise-override.ts'
import { flagBackDated } from './back-dating.ts'
import { ruleContextOf, dayOf, type QueryContext, type GymState } from './rule-context.ts'
import { flagsOfAsking } from '../authority.ts'
import { occurredAt, type CommandContext } from '../context.ts'
import { decideWithStanding, type Decided } from './decide-with-standing.ts'
import { endIfOverdue, overdueSince } from './end-overdue.ts'
import { scanPayload } from '../payloads.ts'
import { findLateCheckOut, reopenEnded } from './late-check-out.ts'
import { cardCodeOf } from '../members/card-code.ts'
import { cardOf, factsOf, visitorCard } from '../members/member-facts.ts'
import { levelOf } from '../members/member-notes.ts'
import { warningsOf, type Outcome, type ScanAnswer, type ShownVisits } from '../outcome.ts'
import { findVisitingHolder, type VisitingHolder } from '../visitors/find-visitor.ts'
import { latest, readLastAway } from '../visitors/visitor-at-home.ts'
import { actionsForVisitor, toldOfVisitor } from '../visitors/visitor-told.ts'
import { welcome } from '../visitors/visitor-visits.ts'
import { findRepeat, readStanding, rememberScan } from './repeat-window.ts'
import { appendRefusal, closeVisit, flagged, openVisit, type OpenedVisit } from './visit-changes.ts'

/** Answers one scan of a card: in, out, or why not. A second scan within the repeat window changes nothing. */
export async function scan(context: CommandContext, request: ScanPayload): Promise<Outcome> {
  const code = await cardCodeOf(context.tx, request.code)
  const key = { code, deskId: context.desk.id, mode: request.mode }
  const at = occurredAt(context, request.occurredAt)
  const insists = request.override !== undefined || request.acknowledge === true
  const repeat = insists ? null : await findRepeat(context, key, at)
  if (repeat) return repeat

  const found = await findHolder(context, code, dayOf(context, at))
  if (found) await setRight(context, found, request, at)
  const reach = isVisiting(found) ? 'none' : reachOf(context, request.override)
  const gym = { ...context, db: context.tx }
  const { mode, location } = request
  const asItSays = await decide(gym, found, { ...request, reach }, at)
  const decided = await flagBackDated(context, asItSays, request.occurredAt, () =>
    decide(gym, found, { mode, location, acknowledge: true, reach: 'none' }, context.now),
  )
  const { decision } = decided
  const done = await carryOut(context, { ...decided, found, request, at, code })
  const actions = isVisiting(found) ? actionsForVisitor(decision) : actionsAfter(decision, context.may)
  const outcome = answerOf(found, decision, actions, done)
  rememberScan(context, key, at, outcome.answer)
  return { ...outcome, standing: await readStanding(context, outcome.answer) }
}

/** Whose card it is: a member's of this gym, before those of other gyms of the installation. */
async function findHolder(
  context: CommandContext,
  code: string,
  today: string,
): Promise<CardHolder | VisitingHolder | undefined> {
  const own = await context.facts.cardHolder(code, today)
  if (!own) return findVisitingHolder(context, code, today)
  if (context.settings.antiPassbackMinutes === 0 || !own.hasBeenAway) return own
  const lastAt = latest(own.history.lastAt, await readLastAway(context.tx, own.member.id))
  return { ...own, lastCameInAt: lastAt }
}

function isVisiting(found: CardHolder | VisitingHolder | undefined): found is VisitingHolder {
  return found !== undefined && 'home' in found
}

/** What may follow a preview: nothing was done that could be put back or overridden. */
const AFTER_PREVIEW: ReadonlySet<Action> = new Set(['attach_credential', 'open_member'])

/** What a scan would be answered, changing nothing: who is this? */
export async function previewScan(
  context: QueryContext,
  request: z.output<typeof previewScanParams>,
): Promise<ScanResultPayload> {
  const code = await cardCodeOf(context.db, request.code)
  const found = await findCardHolder(context.db, code, dayOf(context, context.now))
  const { db, settings, now, trustedNow } = context
  if (
    found?.open &&
    (await overdueSince({ tx: db, settings, trustedNow }, found.open, overdueBy(request, now))) !== null
  ) {
    found.open = undefined
  }
  const { decision } = await decide(
    { ...context, isForReview: false },
    found,
    { ...request, reach: 'none' },
    now,
  )
  const actions = actionsAfter(decision, () => true).filter((action) => AFTER_PREVIEW.has(action))
  return scanPayload(answerOf(found, decision, actions, null))
}

/**
 * Sets right what nobody scanned: a visit that should have ended has ended, so that the next morning's card brings its
 * member in; and one that the hub ended a little too soon goes on, so that the card takes its member out.
 */
async function setRight(
  context: CommandContext,
  found: CardHolder,
  request: ScanPayload,
  at: number,
): Promise<void> {
  const { open, member, card } = found
  if (open && (await endIfOverdue(context, open, overdueBy(request, at), member))) found.open = undefined
  if (found.open || card.revoked_at !== null || request.mode === 'in') return
  if (found.closedAt === null || found.closedAt < at - LATE_LEAVING_MS) return
  const late = await findLateCheckOut(context, member.id, at)
  if (late) found.open = await reopenEnded(context, member, late, 'left')
}

/** A visit is left open for a card that can take its member out, for as long as that may still be. */
function overdueBy({ mode }: Pick<ScanPayload, 'mode'>, at: number): number {
  return mode === 'in' ? at : at - LATE_LEAVING_MS
}

type AskedScan = Pick<ScanPayload, 'mode' | 'location' | 'acknowledge' | 'provisional'> & { reach: Reach }

async function decide(
  gym: GymState & { db: Db; isForReview: boolean },
  found: CardHolder | VisitingHolder | undefined,
  request: AskedScan,
  at: number,
): Promise<Decided> {
  const rules = ruleContextOf(gym, { at, location: request.location })
  const asked: ScanAsked = {
    mode: request.mode,
    override: request.reach,
    acknowledge: request.acknowledge === true,
  }
  const judge = (member: MemberFacts | null): Decision => {
    const decision = decideScan(
      { credential: found ? cardFacts(gym, found) : null, member, context: rules },
      asked,
    )
    return flagged(isVisiting(found) ? toldOfVisitor(decision) : decision, ...flagsOfAsking(gym, request))
  }
  if (!found) return { decision: judge(null), standing: [] }
  const of = { memberId: found.member.id, today: rules.today }
  return decideWithStanding(gym.db, of, memberFacts(gym, found), judge)
}

function cardFacts(gym: GymState, { card: { revoked_at, lost_at, lent_until } }: CardHolder): ScannedCard {
  return {
    revoked: revoked_at !== null,
    ...(lost_at !== null && { lostOn: dayOf(gym, lost_at) }),
    ...(lent_until !== null && { lentUntil: lent_until }),
  }
}

function memberFacts({ settings }: GymState, found: CardHolder | VisitingHolder): MemberFacts {
  const { member, notes, open, history, lastCameInAt = history.lastAt } = found
  const visits = { inside: open !== undefined, hasVisited: history.total > 0, lastCameInAt }
  if (isVisiting(found))
    return { ...found.home.facts, inside: visits.inside, isFirstVisit: !visits.hasVisited }
  const [first] = notes
  return factsOf(member, settings, visits, first ? levelOf(first.alert) : null)
}

interface ToCarryOut extends Decided {
  found: CardHolder | VisitingHolder | undefined
  request: ScanPayload
  at: number
  code: string
}

async function carryOut(context: CommandContext, toDo: ToCarryOut): Promise<OpenedVisit> {
  const { found, decision, standing, request, at, code } = toDo
  const visiting = isVisiting(found) ? found : undefined
  if (visiting) await welcome(context, visiting)
  if (!found || decision.verdict === 'denied') {
    if (!visiting) requireNews(context, decision, request.override)
    return alone(appendRefusal(context, { decision, at, code, member: found?.member }))
  }
  const { member, open } = found
  if (open) return alone(closeVisit(context, { member, visit: open, at, notes: undefined, decision }))
  const { location, override } = request
  const coming = { member, at, decision, standing, location, notes: undefined, override, visiting }
  return openVisit(context, coming)
}

function alone(event: NamedEvent): OpenedVisit {
  return { event, standing: [] }
}

function answerOf(
  found: CardHolder | undefined,
  decision: Decision,
  actions: Action[],
  done: OpenedVisit | null,
): Outcome & { answer: ScanAnswer } {
  const { verdict, reason, flags, rule, blocked, warnings } = decision
  const event = done?.event ?? null
  const shown = found ? (event ? shownAfter(found, decision) : shownNow(found)) : null
  const answer: ScanAnswer = {
    kind: 'scan',
    ...{ verdict, reason, flags, actions },
    ...(rule && { rule }),
    ...(blocked && { blocked }),
    ...warningsOf(warnings, done?.standing ?? []),
    memberId: found?.member.id ?? null,
    shown,
    seq: event?.seq ?? null,
    ...(reason === 'already_in' &&
      found?.open && { duplicateOf: { visitId: found.open.id, at: found.open.check_in_at } }),
  }
  return {
    answer,
    event,
    card: found && shown ? shownCard(found, shown) : null,
    standing: null,
  }
}

function shownCard(found: CardHolder | VisitingHolder, shown: ShownVisits) {
  if (!isVisiting(found)) return cardOf(found.member, found.notes, shown)
  const { id, full_name } = found.member
  return visitorCard({ id, full_name, home_gym: found.home.gym.name }, shown)
}

function shownNow({ member, history, open }: CardHolder): ShownVisits {
  return { ...history, inside: open !== undefined, left: member.visits_left }
}

function shownAfter({ member, history, open }: CardHolder, { verdict, reason }: Decision): ShownVisits {
  const cameIn = reason === 'ok_in'
  const left = cameIn && member.visits_left ? member.visits_left - 1 : member.visits_left
  const inside = verdict === 'denied' ? open !== undefined : cameIn
  return { ...history, inside, left }
}
