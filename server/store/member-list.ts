import { sql, type ExpressionBuilder, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import type { ListedState, MemberOrder } from '../protocol/member-list.ts'
import type { Db, Tables } from './database.ts'
import { countKept } from './deleted-members.ts'
import { inList, keyList } from './dialect.ts'
import { memberOn, selectRights, type MemberRow } from './rights.ts'

/**
 * The list of all members, as far as columns say who is in it and in which order. What follows from what somebody bought is told by the rules
 * alone (`commands/members/list-members`).
 */

/** States that a column says. */
const STATES = {
  suspended: (member: Expressions) => member('suspended', '=', 1),
  owing: (member: Expressions) => member('debt_cents', '>', 0),
  no_card: (member: Expressions) =>
    member.not(
      member.exists(
        member
          .selectFrom('credentials')
          .select('code')
          .whereRef('credentials.member_id', '=', 'members.id')
          .where('credentials.revoked_at', 'is', null),
      ),
    ),
}

type Expressions = ExpressionBuilder<Tables, 'members'>

export type StoredState = keyof typeof STATES

export function isStoredState(state: ListedState | undefined): state is StoredState {
  return state !== undefined && Object.hasOwn(STATES, state)
}

/** Which members are listed. */
export interface MemberFilter {
  /** Those that a text found, or null for all. */
  ids: readonly string[] | null
  plan: string | null
  state: StoredState | null
}

/** The last member of a page: what it is ordered by, and the id. */
export type ListPosition = [key: string | number, id: string]

/** Orders that a column has. */
type StoredOrder = Exclude<MemberOrder, 'end'>

type Key = RawBuilder<string | number>

/**
 * What each order goes by; the newest come first. `alone` is the same where no index is to be walked: of a state that few members have it
 * would lead to nearly all of them, one by one, and reading through the table takes a third of that.
 */
const ORDERS: Record<StoredOrder, { key: Key; alone: Key; by: 'asc' | 'desc' }> = {
  name: { key: sql`search_text`, alone: sql`search_text || ''`, by: 'asc' },
  added: { key: sql`created_at`, alone: sql`created_at + 0`, by: 'desc' },
}

export interface ListPage {
  order: StoredOrder
  after: ListPosition | null
  limit: number
  /** The day as of which they are listed, YYYY-MM-DD. */
  today: string
}

/** A page of the members that the filter leaves, in their order. */
export async function listMemberPage(
  db: Db,
  filter: MemberFilter,
  { order, after, limit, today }: ListPage,
): Promise<MemberRow[]> {
  const { by, ...keys } = ORDERS[order]
  const key = filter.state === null ? keys.key : keys.alone
  let query = kept(filtered(db, filter)).selectAll('members').select(selectRights(db))
  if (after) {
    const sign = by === 'asc' ? sql`>` : sql`<`
    query = query.where(sql<boolean>`(${key}, id) ${sign} (${after[0]}, ${after[1]})`)
  }
  const rows = await query.orderBy(key, by).orderBy('id', by).limit(limit).execute()
  return rows.map((row) => memberOn(row, today))
}

/** The next of them by their ids, for whoever goes through all. */
export async function listMembersById(
  db: Db,
  filter: MemberFilter,
  { after, limit, today }: { after: string; limit: number; today: string },
): Promise<MemberRow[]> {
  const query = kept(filtered(db, filter))
    .selectAll('members')
    .select(selectRights(db))
    .where('id', '>', after)
  const rows = await query.orderBy('id').limit(limit).execute()
  return rows.map((row) => memberOn(row, today))
}

export async function countMembers(db: Db, filter: MemberFilter): Promise<number> {
  return countKept(filtered(db, filter))
}

/** The plans that members have, from one to the next by an index: they are few, the members many. */
export async function listPlans(db: Db): Promise<string[]> {
  const { rows } = await sql<{ plan: string }>`
    with recursive plans (plan) as (
      select min(membership_type) from members
      union all
      select (select min(membership_type) from members where membership_type > plan) from plans
      where plan is not null
    )
    select plan from plans where plan is not null`.execute(db)
  return rows.map(({ plan }) => plan)
}

/** Without those who were deleted. */
function kept(members: ReturnType<typeof filtered>): ReturnType<typeof filtered> {
  return members.where('deleted_at', 'is', null)
}

function filtered(db: Db, { ids, plan, state }: MemberFilter): SelectQueryBuilder<Tables, 'members', object> {
  let query = db.selectFrom('members')
  if (ids) query = query.where('id', 'in', inList(db, keyList(ids)))
  if (plan !== null) query = query.where('membership_type', '=', plan)
  if (state) query = query.where((member) => member.and([STATES[state](member)]))
  return query
}
