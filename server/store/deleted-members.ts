import type { SelectQueryBuilder } from 'kysely'
import { forgetChangesOf } from './changes.ts'
import type { Db, Tables, Tx } from './database.ts'
import { prepared } from './prepared.ts'

/**
 * A member who was deleted keeps a row, to which visits and money belong. Nothing in it, or beside it, tells who they were.
 */

const select = prepared<{ id: string }>()((db, value) =>
  db.selectFrom('members').select(['deleted_at', 'home_gym']).where('id', '=', value('id')),
)

export async function isDeleted(db: Db, memberId: string): Promise<boolean> {
  const [row] = await select(db, { id: memberId })
  return row !== undefined && row.deleted_at !== null
}

/** Of whom a row without a member of this gym is kept: of somebody who was deleted, or a visitor; null where there is no such row. */
export async function findNoMember(db: Db, id: string): Promise<'deleted' | 'visitor' | null> {
  const [row] = await select(db, { id })
  if (!row) return null
  if (row.deleted_at !== null) return 'deleted'
  return row.home_gym === null ? null : 'visitor'
}

/** Who was deleted, and when. */
export async function listDeleted(db: Db): Promise<{ id: string; at: number }[]> {
  const deleted = db.selectFrom('members').where('deleted_at', 'is not', null).select(['id', 'deleted_at'])
  return (await deleted.execute()).map(({ id, deleted_at }) => ({ id, at: deleted_at ?? 0 }))
}

/** How many of these are members of this gym: an index counts them all, and those who were deleted or visit are few. */
export async function countKept(members: SelectQueryBuilder<Tables, 'members', object>): Promise<number> {
  const deleted = members.where('members.deleted_at', 'is not', null)
  const visitors = members.where('members.home_gym', 'is not', null).where('members.deleted_at', 'is', null)
  const [all, gone, others] = await Promise.all([count(members), count(deleted), count(visitors)])
  return all - gone - others
}

async function count(members: SelectQueryBuilder<Tables, 'members', object>): Promise<number> {
  const { count: found } = await members
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return found
}

/** Everything that is kept of nobody but the member. `audit_salts`: without it, nobody can try what the audit log's fingerprints stand for. */
const THEIRS = [
  'credentials',
  'member_notes',
  'member_photos',
  'member_proposals',
  'conversations',
  'family_members',
  'imported_members',
  'audit_salts',
] as const

const NOBODY = {
  full_name: '',
  membership_type: '',
  phone: '',
  email: '',
  photo_url: null,
  birthday: null,
  suspended: 0,
  search_text: '',
} as const

/** Takes away what tells who a member was, and what people wrote about them. Scans of their cards have to be forgotten before. */
export async function eraseMember(tx: Tx, memberId: string, at: number): Promise<void> {
  for (const table of THEIRS) await tx.deleteFrom(table).where('member_id', '=', memberId).execute()
  await tx
    .updateTable('members')
    .set({ ...NOBODY, updated_at: at, deleted_at: at })
    .where('id', '=', memberId)
    .execute()
  await tx.updateTable('freezes').set({ reason: '' }).where('member_id', '=', memberId).execute()
  await tx.updateTable('periods').set({ plan_name: null }).where('member_id', '=', memberId).execute()
  await eraseTies(tx, memberId)
  await eraseVisits(tx, memberId)
  // By the index that there is: a member's other events have no end of a card.
  await tx
    .updateTable('events')
    .set({ code_end: null })
    .where('type', '=', 'scan_refused')
    .where('member_id', '=', memberId)
    .execute()
}

/** What is kept to undo a merge or an import tells who they were; who is known by them is known by them no more. */
async function eraseTies(tx: Tx, memberId: string): Promise<void> {
  const merged = await tx
    .selectFrom('merged_members')
    .select('member_id')
    .where('into_id', '=', memberId)
    .execute()
  await forgetChangesOf(tx, [memberId, ...merged.map(({ member_id }) => member_id)])
  await tx.updateTable('merges').set({ record: null }).where('into_id', '=', memberId).execute()
  await tx.deleteFrom('family_members').where('holder_id', '=', memberId).execute()
  await tx
    .deleteFrom('dismissed_duplicates')
    .where((pair) => pair.or([pair('one_id', '=', memberId), pair('other_id', '=', memberId)]))
    .execute()
}

/** The visits stay, and what was written beside them goes. */
async function eraseVisits(tx: Tx, memberId: string): Promise<void> {
  const inHistory = (history: 'filed_visits' | 'recent_visits') =>
    tx.selectFrom(history).select('visit_id').where('member_id', '=', memberId)
  const visits = await inHistory('filed_visits').unionAll(inHistory('recent_visits')).execute()
  const ids = visits.map(({ visit_id }) => visit_id)
  for (let from = 0; from < ids.length; from += VISITS_AT_ONCE) {
    const some = ids.slice(from, from + VISITS_AT_ONCE)
    await tx
      .updateTable('visits')
      .set({ notes: '' })
      .where('id', 'in', some)
      .where('notes', '!=', '')
      .execute()
    await tx
      .updateTable('visits')
      .set({ check_out_notes: null })
      .where('id', 'in', some)
      .where('check_out_notes', 'is not', null)
      .execute()
    await tx.updateTable('overrides').set({ reason: '' }).where('visit_id', 'in', some).execute()
  }
  await tx.updateTable('standing_overrides').set({ reason: '' }).where('member_id', '=', memberId).execute()
}

/** Fewer than a statement has values. */
const VISITS_AT_ONCE = 500
