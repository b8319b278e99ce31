import { dayAfter, daysBetween } from '../../domain/business-day.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import { HubError } from '../../protocol/errors.ts'
import {
  LATEST_FREEZE_DAYS,
  LONGEST_FREEZE_DAYS,
  type FrozenMember,
  type MemberFreeze,
} from '../../protocol/member-rights.ts'
import type { AuditAction } from '../../store/audit-log.ts'
import { endFreeze, insertFreeze, listFreezes } from '../../store/freezes.ts'
import { saveMember } from '../../store/import-members.ts'
import { findMember } from '../../store/members.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import type { MemberRow } from '../../store/rights.ts'
import { readVisitHistory } from '../../store/visit-history.ts'
import type { WriteContext } from '../../store/write.ts'
import { dayOf } from '../visits/rule-context.ts'
import { changesOf, type Fingerprints } from './audited-member.ts'
import type { Writer } from './member-notes.ts'

/** A freeze as somebody makes it. */
export interface AskedFreeze {
  memberId: string
  freezeId: string
  from: string
  until: string | null
  reason: string
}

/** Who freezes, at which gym. */
type By = Writer & { fingerprints: Fingerprints; settings: GymSettings }

/**
 * Freezes a member: they do not come in, and each day is given back at the end of their plan. Doing it again changes nothing. Throws
 * `member_not_found`, and `invalid_message` for days that cannot be: on which they came, too long ago, too many, or after the plan.
 */
export async function freezeMember(
  context: WriteContext,
  { memberId, freezeId, from, until, reason }: AskedFreeze,
  by: By,
): Promise<FrozenMember> {
  const { tx, now } = context
  const before = await memberOf(context, memberId)
  const known = (await listFreezes(tx, memberId)).find(({ id }) => id === freezeId)
  if (known) return answerOf(before, freezeId)
  await requireDays(context, before, { from, until }, by)
  const dates = { starts_on: from, ends_on: until, gives_back: 1 as const }
  insertFreeze(tx, {
    ...{ member_id: memberId, id: freezeId, ...dates },
    ...{ reason, made_at: now, made_by: by.name, shut_days_id: null },
  })
  return told(context, before, { freezeId, action: 'member_frozen', by })
}

/**
 * Ends a freeze: from today on the member may come, and the days that are left of it are not given back. Doing it again changes nothing.
 * Throws `member_not_found` where the member has no such freeze.
 */
export async function unfreezeMember(
  context: WriteContext,
  { memberId, freezeId }: Pick<AskedFreeze, 'memberId' | 'freezeId'>,
  by: By,
): Promise<FrozenMember> {
  const { tx } = context
  const before = await memberOf(context, memberId)
  const freeze = (await listFreezes(tx, memberId)).find(({ id }) => id === freezeId)
  if (!freeze) throw new HubError('member_not_found', 'This member has no such freeze.')
  const yesterday = dayAfter(before.rights.today, -1)
  if (isOver(freeze, yesterday)) return answerOf(before, freezeId)
  endFreeze(tx, { memberId, id: freezeId, endedOn: yesterday })
  return told(context, before, { freezeId, action: 'member_unfrozen', by })
}

function isOver({ startsOn, endsOn }: MemberFreeze, yesterday: string): boolean {
  return endsOn !== null && (endsOn <= yesterday || (startsOn !== null && endsOn < startsOn))
}

async function memberOf({ tx, counters }: WriteContext, memberId: string): Promise<MemberRow> {
  const member = await findMember(tx, memberId, counters.day.day)
  if (!member) throw new HubError('member_not_found', 'Member not found')
  return member
}

async function requireDays(
  { tx, counters }: WriteContext,
  member: MemberRow,
  { from, until }: Pick<AskedFreeze, 'from' | 'until'>,
  { settings }: By,
): Promise<void> {
  const { today } = member.rights
  if (daysBetween(from, today) > LATEST_FREEZE_DAYS)
    throw refused(`A freeze can begin at most ${LATEST_FREEZE_DAYS} days ago. Choose a later day.`)
  if (until !== null && daysBetween(from, until) >= LONGEST_FREEZE_DAYS)
    throw refused(`A freeze has at most ${LONGEST_FREEZE_DAYS} days. Choose an earlier last day, or none.`)
  const { lastAt } = await readVisitHistory(tx, member.id)
  const lastDay = lastAt === null ? '' : dayOf({ counters, settings }, lastAt)
  if (from <= lastDay) throw refused(`They came on ${lastDay}. Freeze them from ${dayAfter(lastDay, 1)} on.`)
  if (member.valid_until !== null && from > member.valid_until)
    throw refused('The plan ends before the freeze begins. Renew it first, or choose an earlier day.')
}

function refused(message: string): HubError {
  return new HubError('invalid_message', message)
}

interface Told {
  freezeId: string
  action: AuditAction
  by: By
}

/** Tells every desk and the audit log what has become of the member; their next scan is decided anew. */
async function told(
  context: WriteContext,
  before: MemberRow,
  { freezeId, action, by }: Told,
): Promise<FrozenMember> {
  const { tx, now } = context
  const { id: memberId, full_name, membership_type } = before
  const after: MemberRow = { ...(await memberOf(context, memberId)), updated_at: now }
  saveMember(tx, after)
  forgetScansOfMember(tx, memberId)
  context.append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  const changes = await changesOf(context, before, after, by.fingerprints)
  const actor = { id: by.id, deskId: by.deskId }
  context.audit({ actor, action, subject: memberId, details: { freeze: freezeId, ...changes } })
  return answerOf(after, freezeId)
}

function answerOf({ id: memberId, valid_until }: MemberRow, freezeId: string): FrozenMember {
  return { memberId, freezeId, valid_until }
}
