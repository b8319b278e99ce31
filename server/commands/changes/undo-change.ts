import type { KeptMember, UndonePart } from '../../protocol/changes.ts'
import { HubError } from '../../protocol/errors.ts'
import type { Db } from '../../store/database.ts'
import {
  findChange,
  forgetChangedRows,
  forgetChangesOf,
  listChangedRows,
  saveChange,
  type Change,
} from '../../store/changes.ts'
import {
  addMemberRows,
  removeMemberRows,
  removeMembers,
  setMemberRows,
  type MemberRowOf,
} from '../../store/member-rows.ts'
import { removePastVisits } from '../../store/past-visits.ts'
import { forgetScansOfCode, forgetScansOfMember } from '../../store/recent-scans.ts'
import { listOpenEntries, listStanding } from '../../store/standing-on.ts'
import type { Hash } from '../../store/audit-log.ts'
import type { WriteContext } from '../../store/write.ts'
import { book, reversalOf, type Booker } from '../ledger/book.ts'
import { removeMadePlans } from './made-plans.ts'
import { planUndo, type UndoPlan } from './plan-undo.ts'
import { BROUGHT_VISITS, rowsFor } from './record-change.ts'

/** Members looked at in one go, and written in one transaction: scans go in between. */
export const MEMBERS_AT_ONCE = 100

/** A member whom a change has written, and what taking it back does to them. */
export interface PlannedMember {
  memberId: string
  plan: UndoPlan
  rows: readonly MemberRowOf[]
  /** Their row in `members`, if they are there. */
  member: MemberRowOf | undefined
}

/** Looks at the next members after one, and changes nothing. */
export async function planNext(
  db: Db,
  { change, after, hash }: { change: Change; after: string; hash: Hash },
): Promise<PlannedMember[]> {
  const written = await listChangedRows(db, { id: change.id, after, limit: MEMBERS_AT_ONCE })
  const memberIds = [...written.keys()]
  const asked = { memberIds, changeId: change.id }
  const current = Map.groupBy(await rowsFor(change.kind)(db, memberIds), ({ memberId }) => memberId)
  const standing = await listStanding(db, asked)
  const entries = await listOpenEntries(db, asked)
  return memberIds.map((memberId) => {
    const rows = current.get(memberId) ?? []
    const of = (written.get(memberId) ?? []).filter(({ table_name }) => table_name !== BROUGHT_VISITS)
    const plan = planUndo({
      ...{ change, hash, rows: of, current: rows },
      ...{ standing: standing.get(memberId) ?? [], entries: entries.get(memberId) ?? [] },
    })
    return { memberId, plan, rows, member: rows.find(({ table }) => table === 'members') }
  })
}

/** What is said of some members. */
export function partOf(members: readonly PlannedMember[]): UndonePart {
  const count = (what: UndoPlan['what']) => members.filter(({ plan }) => plan.what === what).length
  const isLast = members.length < MEMBERS_AT_ONCE
  return {
    next: isLast ? null : (members.at(-1)?.memberId ?? null),
    removed: count('removed'),
    restored: count('restored'),
    kept: members.flatMap(keptMember),
  }
}

function keptMember({ memberId, plan, member }: PlannedMember): KeptMember[] {
  if (plan.what !== 'kept') return []
  return [{ memberId, full_name: String(member?.cells['full_name'] ?? ''), things: plan.kept }]
}

/** Takes a change back for its next members. Whoever is through is forgotten with what was written over of them. */
export async function undoNext(context: WriteContext, id: string, by: Booker): Promise<UndonePart> {
  const { tx, now, audit } = context
  const found = await requireChange(tx, id)
  if (found.undone_at !== null) return partOf([])
  const change = {
    ...found,
    undo_began_at: found.undo_began_at ?? now,
    undone_by: found.undone_by ?? by.actor.id,
  }
  if (found.undo_began_at === null) audit({ actor: by.actor, action: 'change_undone', subject: id })
  const { hash } = by.fingerprints
  const members = await planNext(tx, { change, after: change.undone_up_to ?? '', hash })
  await writeBack(context, change, members, by)
  const part = partOf(members)
  const plans = part.next === null ? await removeMadePlans(context, change, by.actor) : undefined
  await saveChange(tx, {
    ...change,
    undone_up_to: members.at(-1)?.memberId ?? change.undone_up_to,
    undone_at: part.next === null ? now : null,
    going_at: part.next === null ? null : change.going_at,
    removed: change.removed + part.removed,
    restored: change.restored + part.restored,
    kept: change.kept + part.kept.length,
  })
  return { ...part, ...(plans && { plans }) }
}

async function writeBack(
  context: WriteContext,
  { id }: Change,
  members: readonly PlannedMember[],
  by: Booker,
): Promise<void> {
  const { tx, audit } = context
  for (const member of members) await reverseEntries(context, member, by)
  await removePastVisits(
    tx,
    id,
    members.filter(({ plan }) => plan.removesVisits).map(({ memberId }) => memberId),
  )
  const plans = members.map(({ plan }) => plan)
  await removeMemberRows(
    tx,
    plans.flatMap(({ remove }) => remove),
  )
  await addMemberRows(
    tx,
    plans.flatMap(({ add }) => add),
  )
  await setMemberRows(
    tx,
    plans.flatMap(({ set }) => set),
  )
  const removed = members.filter(({ plan }) => plan.what === 'removed').map(({ memberId }) => memberId)
  await removeMembers(tx, removed)
  for (const member of members) {
    announce(context, member)
    const { what, kept } = member.plan
    const action = what === 'removed' ? 'member_removed' : 'member_change_undone'
    audit({ actor: by.actor, action, subject: member.memberId, details: { change: id, kept } })
  }
  await forgetChangedRows(
    tx,
    id,
    members.map(({ memberId }) => memberId),
  )
  await forgetChangesOf(tx, removed)
}

/** The ledger is only added to: what the change booked is taken back by entries of the opposite amount. */
async function reverseEntries(
  context: WriteContext,
  { plan, member }: PlannedMember,
  by: Booker,
): Promise<void> {
  if (plan.reverse.length === 0 || !member) return
  const { id, debt_cents, debt_since } = member.cells
  const booked = plan.reverse.reduce((sum, { cents }) => sum + cents, 0)
  const owed = {
    id: String(id),
    debt_cents: plan.what === 'removed' ? booked : Number(debt_cents),
    debt_since: debt_since as string | null,
  }
  const entries = plan.reverse.map((entry) => reversalOf(entry))
  await book(context, owed, { changeId: by.newId(), entries }, by)
}

function announce(context: WriteContext, { memberId, plan, rows, member }: PlannedMember): void {
  if (!member || (plan.what === 'kept' && plan.add.length + plan.set.length + plan.remove.length === 0))
    return
  const { tx, now } = context
  for (const { table, cells } of rows)
    if (table === 'credentials') forgetScansOfCode(tx, String(cells['code']))
  forgetScansOfMember(tx, memberId)
  const [full_name, membership_type] = ['full_name', 'membership_type'].map((name) =>
    String(member.cells[name]),
  )
  context.append(
    { type: 'member_changed', at: now, memberId },
    { full_name: full_name ?? null, membership_type: membership_type ?? null },
  )
}

export async function requireChange(db: Db, id: string): Promise<Change> {
  const change = await findChange(db, id)
  if (change) return change
  throw new HubError(
    'request_conflict',
    'There is no such import, or it is older than 30 days. Look at the list again.',
  )
}
