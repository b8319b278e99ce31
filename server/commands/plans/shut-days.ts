import { businessDayAt, daysBetween } from '../../domain/business-day.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import { creditedDays, type ShutSpan } from '../../domain/rights/shut-days.ts'
import { HubError } from '../../protocol/errors.ts'
import { MOST_SHUT_DAYS, SHUT_DAYS_AWAY } from '../../protocol/shut-days-limits.ts'
import type { ShutDaysPart } from '../../protocol/shut-days.ts'
import type { Db } from '../../store/database.ts'
import { insertFreeze } from '../../store/freezes.ts'
import { forgetScansOfMember } from '../../store/recent-scans.ts'
import {
  cancelCredited,
  changeShutDays,
  findShutDays,
  insertShutDays,
  listCreditedAfter,
  listHoldersAfter,
  touchMembers,
  type Holder,
} from '../../store/shut-days.ts'
import type { ShutDaysTable } from '../../store/tables/rights.ts'
import { listCame } from '../../store/visit-history.ts'
import type { WriteContext } from '../../store/write.ts'
import type { Writer } from '../members/member-notes.ts'

/** Members of one transaction: a few milliseconds, between which scans are answered. */
export const MEMBERS_AT_ONCE = 100

const DAY_MS = 24 * 3_600_000

/** A day of the gym lies so far from that of UTC at most: what came is read so much wider, and looked at by its day. */
const APART_DAYS = 2

/** Who shuts the gym, and by which days it goes. */
export interface ShutBy {
  writer: Writer
  settings: Pick<GymSettings, 'dayRule'>
  newId: () => string
}

interface AskedShutDays extends ShutSpan {
  id: string
  reason: string
}

/**
 * Gives days on which the gym is shut back to the next of the members whom they hit: to each as freezes with their id. Asked again it goes
 * on. Throws `invalid_message` for days that are too many or too far away, and `request_conflict` where the id is that of others.
 */
export async function creditNext(
  context: WriteContext,
  asked: AskedShutDays,
  by: ShutBy,
): Promise<ShutDaysPart> {
  const { tx } = context
  const known = (await findShutDays(tx, asked.id)) ?? (await addShutDays(context, asked, by))
  if (known.starts_on !== asked.from || known.ends_on !== asked.until || known.taken_back_at !== null) {
    throw new HubError('request_conflict', 'These days have just been changed. Look at the list again.')
  }
  if (known.credited_up_to === null) return { next: null, members: 0 }
  const page = { after: known.credited_up_to, today: context.counters.day.day }
  const { hit, next } = await nextHit(tx, { ...page, ...asked }, by.settings)
  for (const each of hit) creditTo(context, each, { ...asked, by })
  tell(
    context,
    hit.map(({ holder }) => holder),
  )
  await changeShutDays(tx, asked.id, { credited: known.credited + hit.length, credited_up_to: next })
  return { next, members: hit.length }
}

async function addShutDays(
  context: WriteContext,
  { id, from, until, reason }: AskedShutDays,
  { writer }: ShutBy,
): Promise<ShutDaysTable> {
  requireNear({ from, until }, context.counters.day.day)
  const row: ShutDaysTable = {
    ...{ id, starts_on: from, ends_on: until, reason, made_at: context.now, made_by: writer.name },
    ...{ credited: 0, credited_up_to: '', taken_back_at: null },
  }
  await insertShutDays(context.tx, row)
  const details = { from, until, reason }
  context.audit({ actor: actorOf(writer), action: 'shut_days_added', subject: id, details })
  return row
}

/** Throws `invalid_message` for days that are too many or too far away. */
export function requireNear({ from, until }: ShutSpan, today: string): void {
  if (daysBetween(from, until) >= MOST_SHUT_DAYS)
    throw refused(`At most ${MOST_SHUT_DAYS} days can be given back at once. Choose an earlier last day.`)
  if (Math.abs(daysBetween(today, from)) > SHUT_DAYS_AWAY)
    throw refused(`The first day can be at most ${SHUT_DAYS_AWAY} days from today. Choose another one.`)
}

function refused(message: string): HubError {
  return new HubError('invalid_message', message)
}

interface Hit {
  holder: Holder
  spans: ShutSpan[]
}

/** Those of the next members who have something that such days would have been of, with which of the days. */
export async function nextHit(
  db: Db,
  { after, today, from, until }: ShutSpan & { after: string; today: string },
  { dayRule }: Pick<GymSettings, 'dayRule'>,
): Promise<{ hit: Hit[]; next: string | null }> {
  const holders = await listHoldersAfter(db, { after, limit: MEMBERS_AT_ONCE, today })
  const came = await listCame(db, {
    memberIds: holders.map(({ id }) => id),
    from: Date.parse(from) - APART_DAYS * DAY_MS,
    before: Date.parse(until) + (1 + APART_DAYS) * DAY_MS,
  })
  const days = Map.groupBy(came, ({ member_id }) => member_id)
  const hit = holders.flatMap((holder) => {
    const visits = days.get(holder.id) ?? []
    const cameOn = new Set(visits.map(({ check_in_at }) => businessDayAt(check_in_at, dayRule).day))
    const spans = creditedDays(holder.rights, { from, until }, { today, cameOn })
    return spans.length === 0 ? [] : [{ holder, spans }]
  })
  const last = holders.length < MEMBERS_AT_ONCE ? undefined : holders.at(-1)
  return { hit, next: last?.id ?? null }
}

function creditTo(
  { tx, now, audit }: WriteContext,
  { holder, spans }: Hit,
  { id, reason, by: { writer, newId } }: AskedShutDays & { by: ShutBy },
): void {
  const made = { reason, made_at: now, made_by: writer.name, shut_days_id: id }
  for (const { from, until } of spans) {
    const days = { starts_on: from, ends_on: until, gives_back: 1 as const }
    insertFreeze(tx, { member_id: holder.id, id: newId(), ...days, ...made })
  }
  audit({
    ...{ actor: actorOf(writer), action: 'member_frozen', subject: holder.id },
    details: {
      shut_days: id,
      days: spans.reduce((sum, { from, until }) => sum + daysBetween(from, until) + 1, 0),
    },
  })
}

/**
 * Takes such days back from the next of those who have them: their plans end as if there had been none. Asked again it goes on. Throws
 * `invalid_message` where there are no such days.
 */
export async function takeBackNext(
  context: WriteContext,
  id: string,
  { writer }: Pick<ShutBy, 'writer'>,
): Promise<ShutDaysPart> {
  const { tx, now, audit } = context
  const known = await findShutDays(tx, id)
  if (!known) throw refused('There are no such days.')
  const actor = actorOf(writer)
  if (known.taken_back_at === null) {
    await changeShutDays(tx, id, { taken_back_at: now })
    audit({ actor, action: 'shut_days_taken_back', subject: id })
  }
  const members = await listCreditedAfter(tx, { id, after: '', limit: MEMBERS_AT_ONCE })
  cancelCredited(tx, { id, memberIds: members.map((member) => member.id), at: now })
  for (const { id: subject } of members)
    audit({ actor, action: 'member_unfrozen', subject, details: { shut_days: id } })
  tell(context, members)
  const last = members.length < MEMBERS_AT_ONCE ? undefined : members.at(-1)
  return { next: last?.id ?? null, members: members.length }
}

/** Every desk hears of these members; their next scans are decided anew. */
function tell({ tx, now, append }: WriteContext, members: readonly Omit<Holder, 'rights'>[]): void {
  touchMembers(tx, { memberIds: members.map(({ id }) => id), at: now })
  for (const { id: memberId, full_name, membership_type } of members) {
    forgetScansOfMember(tx, memberId)
    append({ type: 'member_changed', at: now, memberId }, { full_name, membership_type })
  }
}

function actorOf({ id, deskId }: Writer): { id: string; deskId: string | null } {
  return { id, deskId }
}
