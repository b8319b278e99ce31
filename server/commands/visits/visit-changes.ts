import type { Decision } from '../../domain/decide-scan.ts'
import { codeEnd } from '../../domain/credential-code.ts'
import type { Flag } from '../../protocol/scan.ts'
import type { AuditAction } from '../../store/audit-log.ts'
import type { ShiftLogTable } from '../../store/tables/days.ts'
import type { EventType } from '../../store/tables/events.ts'
import type { EventNames, NamedEvent } from '../../store/event-log.ts'
import type { RuledMember } from '../../store/members.ts'
import { changeVisitsLeft } from '../../store/rights.ts'
import { noteForShift } from '../../store/shift-log.ts'
import type { NamedStandingOverride } from '../../store/standing-overrides.ts'
import { endVisit, insertVisit, type VisitRow } from '../../store/visits.ts'
import { authoriseOverride, type AskedOverride, type Override } from './authorise-override.ts'
import type { VisitingHolder } from '../visitors/find-visitor.ts'
import { takeAtHome } from '../visitors/visitor-visits.ts'
import { dayOf } from './rule-context.ts'
import { countOnDay, type CommandContext } from '../context.ts'
import { oneLeft } from './occupancy-counters.ts'
import { recordOverrides } from './record-overrides.ts'

/** The changes that a visit can go through, each with its event, its place in the counts and its visit of the plan. */

interface ComingIn {
  member: RuledMember
  at: number
  location: string | undefined
  notes: string | undefined
  decision: Decision
  /** What staff said who let the member in against the rules. */
  override: AskedOverride | undefined
  /** What had been overridden for this member before. */
  standing: readonly NamedStandingOverride[]
  /** Of a member of another gym: their pack is at home. */
  visiting?: VisitingHolder | undefined
}

/** An opened visit. */
export interface OpenedVisit {
  event: NamedEvent
  /** The overrides that let the member in and stand for longer, by their ids. */
  standing: string[]
}

/**
 * Opens a visit: one more inside, one more today, one visit less on a plan that counts them. Throws `forbidden` where
 * it overrides a rule without the right.
 */
export async function openVisit(context: CommandContext, coming: ComingIn): Promise<OpenedVisit> {
  const { member, at, decision } = coming
  const override = await overrideOf(context, coming)
  const { visiting } = coming
  const ownPack = member.visits_left !== null && member.visits_left > 0 ? member.period_id : null
  const periodId = visiting ? visiting.home.periodId : ownPack
  const visit = insertVisit(context.tx, {
    id: context.newId(),
    memberId: member.id,
    location: coming.location ?? context.settings.defaultLocation,
    notes: coming.notes ?? '',
    deskId: context.desk.id,
    at,
    seq: context.counters.seq + 1,
    periodId,
  })
  if (periodId !== null && visiting) await takeAtHome(context.tx, visiting, periodId)
  else if (periodId !== null) changeVisitsLeft(context.tx, { memberId: member.id, periodId }, -1)
  context.counters.occupancy += 1
  countOnDay(context, at, { checkIns: 1 })
  const standing = await recordOverrides(context, { visit, stood: stoodOf(coming), override })
  const fact = { member, visit, at, decision, override, standing }
  return { event: appendVisitEvent(context, 'member_checked_in', fact), standing }
}

async function overrideOf(context: CommandContext, coming: ComingIn): Promise<Override | null> {
  const { decision, override, at } = coming
  if (decision.overrode.length === 0 || !override) return null
  return authoriseOverride(context, decision.overrode, override, dayOf(context, at))
}

/** For each rule that was overridden before, the newest word on it. */
function stoodOf({ decision, standing }: ComingIn): NamedStandingOverride[] {
  return decision.stood.flatMap((reason) => standing.find(({ refusal }) => refusal === reason) ?? [])
}

/** Who a visit is of, as its events name them. */
export interface VisitingMember {
  id: string
  full_name: string | null
  membership_type: string | null
}

interface Leaving {
  member: VisitingMember
  visit: VisitRow
  at: number
  notes: string | undefined
  decision: Decision
}

/** Ends an open visit: one fewer inside, one more stay that counts for the average. */
export function closeVisit(context: CommandContext, leaving: Leaving): NamedEvent {
  const at = Math.max(leaving.at, leaving.visit.check_in_at)
  const ending = { at, notes: leaving.notes ?? null, by: 'person' } as const
  const visit = endVisit(context.tx, leaving.visit, ending)
  oneLeft(context.counters, 'person')
  countOnDay(context, at, { endedStays: 1, stayMs: at - visit.check_in_at })
  return appendVisitEvent(context, 'member_checked_out', { ...leaving, visit, at })
}

interface VisitFact {
  member: VisitingMember
  visit: VisitRow
  at: number
  decision: Decision
  override?: Override | null
  standing?: readonly string[]
}

/** Records what happened to a visit, for the log and for every desk. */
export function appendVisitEvent(
  context: CommandContext,
  type: 'member_checked_in' | 'member_checked_out',
  { member, visit, at, decision, override, standing }: VisitFact,
): NamedEvent {
  const fact = { type, at, visitId: visit.id, memberId: member.id, deskId: context.desk.id }
  const names: EventNames = {
    ...namesOf(context, member),
    location: visit.location,
    check_in_at: visit.check_in_at,
    notes: visit.notes,
    check_out_notes: visit.check_out_notes,
  }
  const event = context.append({ ...fact, ...decision }, names)
  const actor = { id: context.actor, deskId: context.desk.id }
  const details = {
    ...{ member: member.id, seq: event.seq },
    ...(override && overrideDetails(override)),
    ...(standing && standing.length > 0 && { standing }),
    ...(context.isForReview && { forReview: true }),
  }
  const action = actionOf(event.type, decision)
  context.audit({ actor, action, subject: visit.id, details })
  noteVisitForShift(context, event, decision)
  return event
}

/** What was told late stands in the shift in which it was told: the one in which it is said to have happened has been read. */
function noteVisitForShift(context: CommandContext, { seq, at, type }: NamedEvent, decision: Decision): void {
  const isBackDated = decision.flags.includes('back_dated')
  const known = context.isForReview ? 'for_review' : KIND_IN_SHIFT.get(actionOf(type, decision))
  const kind = known ?? (isBackDated ? 'back_dated' : null)
  if (kind === null) return
  noteForShift(context.tx, { seq, at: isBackDated ? context.now : at, staff_id: context.actor, kind })
}

/** Of what people did, what an end-of-shift report is about. */
const KIND_IN_SHIFT: ReadonlyMap<AuditAction, ShiftLogTable['kind']> = new Map([
  ['override', 'overridden'],
  ['undo', 'undone'],
])

function overrideDetails({ refusals, approvedBy, until }: Override) {
  const [refusal, ...others] = refusals
  return {
    ...{ refusal, approvedBy },
    ...(others.length > 0 && { others }),
    ...(until !== null && { until }),
  }
}

function actionOf(type: EventType, { flags }: Decision): AuditAction {
  if (flags.includes('undone')) return 'undo'
  if (flags.includes('overridden')) return 'override'
  return type === 'member_checked_in' ? 'check_in' : 'check_out'
}

interface Refusal {
  decision: Decision
  at: number
  member?: VisitingMember | undefined
  /** Normalised; only its end is kept. */
  code?: string
}

/** Records a refused scan: every desk sees it, and it is kept with its reason. */
export function appendRefusal(context: CommandContext, refusal: Refusal): NamedEvent {
  const { decision, at, member, code } = refusal
  const event = context.append(
    {
      type: 'scan_refused',
      at,
      deskId: context.desk.id,
      ...decision,
      ...(member && { memberId: member.id }),
      ...(code !== undefined && !member && { codeEnd: codeEnd(code) }),
    },
    member ? namesOf(context, member) : { desk_name: context.desk.name },
  )
  const kind = context.isForReview ? 'for_review' : 'refused'
  noteForShift(context.tx, { seq: event.seq, at, staff_id: context.actor, kind })
  return event
}

/** Adds a flag to a decision, once. */
export function flagged(decision: Decision, ...flags: Flag[]): Decision {
  return { ...decision, flags: [...new Set([...decision.flags, ...flags])] }
}

function namesOf(context: CommandContext, member: VisitingMember): EventNames {
  const { full_name, membership_type } = member
  return { full_name, membership_type, desk_name: context.desk.name }
}
