import type { Decision } from '../domain/decide-scan.ts'
import { codeEnd } from '../domain/credential-code.ts'
import type { Flag } from '../protocol/scan.ts'
import type { AuditAction } from '../store/audit-log.ts'
import type { EventType } from '../store/database.ts'
import type { EventNames, NamedEvent } from '../store/event-log.ts'
import { changeVisitsLeft, type RuledMember } from '../store/members.ts'
import { endVisit, insertVisit, type VisitRow } from '../store/visits.ts'
import { authoriseOverride, recordOverride, type Override } from './authorise-override.ts'
import { countOnDay, type CommandContext } from './context.ts'
import { oneLeft } from './heads.ts'

/** The changes that a visit can go through, each with its event, its place in the counts and its visit of the plan. */

interface ComingIn {
  member: RuledMember
  at: number
  location: string | undefined
  notes: string | undefined
  decision: Decision
  /** What staff said who let the member in against the rules. */
  override: { reason: string; approval?: string | undefined } | undefined
}

/**
 * Opens a visit: one more inside, one more today, one visit less on a plan that counts them. Throws `forbidden` where
 * it overrides a rule without the right.
 */
export async function openVisit(context: CommandContext, coming: ComingIn): Promise<NamedEvent> {
  const { member, at, decision } = coming
  const override = await overrideOf(context, coming)
  const takesVisit = member.visits_left !== null && member.visits_left > 0
  const visit = await insertVisit(context.tx, {
    id: context.newId(),
    memberId: member.id,
    location: coming.location ?? context.settings.defaultLocation,
    notes: coming.notes ?? '',
    deskId: context.desk.id,
    at,
    seq: context.counters.seq + 1,
    tookVisit: takesVisit ? 1 : 0,
  })
  if (takesVisit) await changeVisitsLeft(context.tx, member.id, -1)
  context.counters.occupancy += 1
  await countOnDay(context, at, { checkIns: 1 })
  if (override) await recordOverride(context, visit.id, at, override)
  return appendVisitEvent(context, 'member_checked_in', { member, visit, at, decision, override })
}

function overrideOf(context: CommandContext, { decision, override }: ComingIn): Promise<Override> | null {
  if (decision.overrode === undefined || !override) return null
  return authoriseOverride(context, decision.overrode, override)
}

/** Who a visit is of, as its events name them. */
interface VisitingMember {
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
export async function closeVisit(context: CommandContext, leaving: Leaving): Promise<NamedEvent> {
  const at = Math.max(leaving.at, leaving.visit.check_in_at)
  const ending = { at, notes: leaving.notes ?? null, by: 'person' } as const
  const visit = await endVisit(context.tx, leaving.visit, ending)
  oneLeft(context.counters, 'person')
  await countOnDay(context, at, { endedStays: 1, stayMs: at - visit.check_in_at })
  return appendVisitEvent(context, 'member_checked_out', { ...leaving, visit, at })
}

interface VisitFact {
  member: VisitingMember
  visit: VisitRow
  at: number
  decision: Decision
  override?: Override | null
}

/** Records what happened to a visit, for the log and for every desk. */
export async function appendVisitEvent(
  context: CommandContext,
  type: 'member_checked_in' | 'member_checked_out',
  { member, visit, at, decision, override }: VisitFact,
): Promise<NamedEvent> {
  const fact = { type, at, visitId: visit.id, memberId: member.id, deskId: context.desk.id }
  const names: EventNames = {
    ...namesOf(context, member),
    location: visit.location,
    check_in_at: visit.check_in_at,
    notes: visit.notes,
    check_out_notes: visit.check_out_notes,
  }
  const event = await context.append({ ...fact, ...decision }, names)
  const actor = { id: context.actor, deskId: context.desk.id }
  const details = {
    ...{ member: member.id, seq: event.seq },
    ...(override && { refusal: override.refusal, approvedBy: override.approvedBy }),
  }
  context.audit({ actor, action: actionOf(event.type, decision), subject: visit.id, details })
  return event
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
export function appendRefusal(context: CommandContext, refusal: Refusal): Promise<NamedEvent> {
  const { decision, at, member, code } = refusal
  return context.append(
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
}

/** Adds a flag to a decision, once. */
export function flagged(decision: Decision, ...flags: Flag[]): Decision {
  return { ...decision, flags: [...new Set([...decision.flags, ...flags])] }
}

function namesOf(context: CommandContext, member: VisitingMember): EventNames {
  const { full_name, membership_type } = member
  return { full_name, membership_type, desk_name: context.desk.name }
}
