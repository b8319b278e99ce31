import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { MembersTable } from './tables/members.ts'
import type { VisitsTable } from './tables/visits.ts'
import { countKept } from './deleted-members.ts'
import { inList, keyList } from './dialect.ts'
import { prepared } from './prepared.ts'
import { memberOn, selectRights, type MemberRow } from './rights.ts'
import { escaped } from './search.ts'
import { IS_MEMBER } from './own-members.ts'

/** Lists a page at a time, for people and programs that read over HTTP. */

export interface Page {
  offset: number
  limit: number
}

export type VisitWithMember = VisitsTable & Pick<MembersTable, 'full_name' | 'membership_type'>

/** Visits with their members, the newest first; undone ones are not visits. */
export async function listVisits(db: Db, page: Page): Promise<{ count: number; rows: VisitWithMember[] }> {
  const visits = db
    .selectFrom('visits')
    .where((visit) => visit.or([visit('closed_by', 'is', null), visit('closed_by', '!=', 'undo')]))
  const rows = await visits
    .innerJoin('members', 'members.id', 'visits.member_id')
    .selectAll('visits')
    .select(['full_name', 'membership_type'])
    .orderBy('visits.id', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
  const { count } = await visits
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { count, rows }
}

/** Members as they are `today`; `search` narrows them to those whose name or phone contains it. */
export async function listMembers(
  db: Db,
  page: Page,
  { search, today }: { search: string; today: string },
): Promise<{ count: number; rows: MemberRow[] }> {
  let members = db.selectFrom('members')
  if (search !== '')
    members = members.where(sql<boolean>`search_text like ${`%${escaped(search)}%`} escape '\\'`)
  const rows = await members
    .where(IS_MEMBER)
    .selectAll()
    .select(selectRights(db))
    .orderBy('id')
    .offset(page.offset)
    .limit(page.limit)
    .execute()
  const count = await countKept(members)
  return { count, rows: rows.map((row) => memberOn(row, today)) }
}

export type ListedMember = MemberRow & { codes: string[] }

const selectMembersAfter = prepared<{ after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('members')
    .selectAll()
    .select(selectRights(db))
    .where('id', '>', value('after'))
    .where(IS_MEMBER)
    .orderBy('id')
    .limit(value('limit')),
)

const selectCards = prepared<{ memberIds: string }>()((db, value) =>
  db
    .selectFrom('credentials')
    .select(['member_id', 'code'])
    .where('member_id', 'in', inList(db, value('memberIds')))
    .where('revoked_at', 'is', null)
    .orderBy('code'),
)

/** Every member with their cards as they are `today`, by id, a page after the last one's id: for exports of any size. */
export async function listMembersAfter(
  db: Db,
  page: { after: string; limit: number; today: string },
): Promise<ListedMember[]> {
  const members = await selectMembersAfter(db, page)
  if (members.length === 0) return []
  const cards = await selectCards(db, { memberIds: keyList(members.map(({ id }) => id)) })
  const codesOf = Map.groupBy(cards, ({ member_id }) => member_id)
  return members.map((member) => ({
    ...memberOn(member, page.today),
    codes: (codesOf.get(member.id) ?? []).map(({ code }) => code),
  }))
}
