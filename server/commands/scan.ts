import type { z } from 'zod'
import { actionsAfter } from '../domain/actions.ts'
import { normaliseCode } from '../domain/credential-code.ts'
import { decideScan, type Decision, type MemberFacts } from '../domain/decide-scan.ts'
import type { ScanPayload } from '../protocol/client-frames.ts'
import type { previewScanParams } from '../protocol/methods.ts'
import type { Action } from '../protocol/scan.ts'
import { findCredential } from '../store/credentials.ts'
import type { Db } from '../store/database.ts'
import type { NamedEvent } from '../store/event-log.ts'
import { listNotes, type NoteRow } from '../store/member-notes.ts'
import { readMember, type MemberRow } from '../store/members.ts'
import { readVisitHistory } from '../store/visit-history.ts'
import { findOpenVisit, type VisitRow } from '../store/visits.ts'
import { accessOf, circumstancesOf, dayOf, type Asking, type Ruling } from './circumstances.ts'
import { occurredAt, type CommandContext } from './context.ts'
import { scanPayload } from './frames.ts'
import { cardOf, factsOf } from './member-facts.ts'
import { levelOf } from './member-notes.ts'
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

  const found = await findByCode(context.tx, key.code, dayOf(context, at))
  const decision = decide(context, found, request, at)
  const event = await carryOut(context, { found, decision, request, at, code: key.code })
  const outcome = answerOf(found, decision, actionsAfter(decision, context.may), event)
  await rememberScan(context, key, at, outcome.answer)
  return outcome
}

/** What may follow a preview: nothing was done that could be put back or overridden. */
const AFTER_PREVIEW: ReadonlySet<Action> = new Set(['attach_credential', 'open_member'])

/** What a scan would be answered, changing nothing: who is this? */
export async function previewScan(
  asking: Asking,
  request: z.output<typeof previewScanParams>,
): Promise<object> {
  const found = await findByCode(asking.db, normaliseCode(request.code), dayOf(asking, asking.now))
  const decision = decide(asking, found, request, asking.now)
  const actions = actionsAfter(decision, () => true).filter((action) => AFTER_PREVIEW.has(action))
  return scanPayload(answerOf(found, decision, actions, null)) ?? {}
}

/** What a code leads to. */
interface Found {
  isRevoked: boolean
  member: MemberRow
  /** Those that hold on the day of the scan. */
  notes: NoteRow[]
  open: VisitRow | undefined
  history: { total: number; lastAt: number | null }
}

async function findByCode(db: Db, code: string, today: string): Promise<Found | null> {
  const credential = await findCredential(db, code)
  if (!credential) return null
  const member = await readMember(db, credential.member_id)
  return {
    isRevoked: credential.revoked_at !== null,
    member,
    notes: await listNotes(db, member.id, today),
    open: await findOpenVisit(db, member.id),
    history: await readVisitHistory(db, member.id),
  }
}

type AskedScan = Pick<ScanPayload, 'mode' | 'location' | 'override' | 'acknowledge' | 'provisional'>

function decide(ruling: Ruling, found: Found | null, request: AskedScan, at: number): Decision {
  const facts = {
    credential: found && { revoked: found.isRevoked },
    member: found && memberFacts(ruling, found),
    circumstances: circumstancesOf(ruling, { at, location: request.location }),
  }
  const asked = {
    mode: request.mode,
    override: request.override !== undefined,
    acknowledge: request.acknowledge === true,
  }
  const decision = decideScan(facts, asked)
  return request.provisional ? flagged(decision, 'provisional') : decision
}

function memberFacts({ settings }: Ruling, { member, notes, open, history }: Found): MemberFacts {
  const visits = { inside: open !== undefined, hasVisited: history.total > 0 }
  const [first] = notes
  const note = first ? levelOf(first.alert) : null
  return factsOf(member, accessOf(settings, member.membership_type), visits, note)
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
  const { location, override } = request
  return openVisit(context, { member, at, decision, location, notes: undefined, override })
}

function answerOf(
  found: Found | null,
  decision: Decision,
  actions: Action[],
  event: NamedEvent | null,
): Outcome & { answer: ScanAnswer } {
  const { verdict, reason, flags, rule } = decision
  const shown = found && (event ? shownAfter(found, decision) : shownNow(found))
  const answer: ScanAnswer = {
    kind: 'scan',
    ...{ verdict, reason, flags, actions },
    ...(rule && { rule }),
    memberId: found?.member.id ?? null,
    shown,
    seq: event?.seq ?? null,
    ...(reason === 'already_in' &&
      found?.open && { duplicateOf: { visitId: found.open.id, at: found.open.check_in_at } }),
  }
  return { answer, event, card: found && shown && cardOf(found.member, found.notes, shown) }
}

function shownNow({ member, history, open }: Found): ShownVisits {
  return { ...history, inside: open !== undefined, left: member.visits_left }
}

function shownAfter({ member, history, open }: Found, { verdict, reason }: Decision): ShownVisits {
  const cameIn = reason === 'ok_in'
  const left = cameIn && member.visits_left ? member.visits_left - 1 : member.visits_left
  const inside = verdict === 'denied' ? open !== undefined : cameIn
  return { ...history, inside, left }
}
