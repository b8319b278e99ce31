import { sql, type ExpressionBuilder, type RawBuilder, type SelectQueryBuilder } from 'kysely'
import type { ListedState, MemberOrder } from '../protocol/member-list.ts'
import type { Db, Tables } from './database.ts'
import { inList, keyList } from './dialect.ts'
import type { MembersTable } from './tables/members.ts'

/**
 * The list of all members. What the rules of coming in say of a member (`domain/rules/membership`) is said here once more, as far as it
 * narrows the list, since the rules cannot look at a hundred thousand members at each page. `random-member-lists.test.ts` says that the
 * two are the same. Nothing else in `store` asks these columns for what they mean.
 */

/** Which members are listed. */
export interface MemberFilter {
  /** Those that a text found, or null for all. */
  ids: readonly string[] | null
  plan: string | null
  state: ListedState | null
  /** What the rules go by on the gym's day. */
  rules: ListRules
}

export interface ListRules {
  /** YYYY-MM-DD. */
  today: string
  /** The last day of `ending`. */
  endingUntil: string
  debtAllowedCents: number
  /** The first day of the grace that still holds today: of plans with grace days of their own, and of all others. */
  graceFrom: { plans: ReadonlyMap<string, string>; others: string }
}

/** The last member of a page: what it is ordered by, and the id. */
export type ListPosition = [key: string | number, id: string]

type Expressions = ExpressionBuilder<Tables, 'members'>

/** A plan without an end comes after all others. */
const NO_END = '9999-12-31'

type Key = RawBuilder<string | number>

/**
 * What each order goes by; descending where the newest come first. `alone` is the same where no index is to be walked: of a state that
 * few members have it would lead to nearly all of them, one by one, and reading through the table takes a third of that.
 */
const ORDERS: Record<MemberOrder, { key: Key; alone: Key; by: 'asc' | 'desc' }> = {
  name: { key: sql`search_text`, alone: sql`search_text || ''`, by: 'asc' },
  end: { key: endOfPlan(), alone: endOfPlan(), by: 'asc' },
  added: { key: sql`created_at`, alone: sql`created_at + 0`, by: 'desc' },
}

function endOfPlan(): Key {
  return sql`coalesce(valid_until, ${sql.lit(NO_END)})`
}

export interface ListPage {
  order: MemberOrder
  after: ListPosition | null
  limit: number
}

export type ListedRow = MembersTable & { sort_key: string | number }

/** A page of the members that the filter leaves, in their order. */
export async function listMemberPage(
  db: Db,
  filter: MemberFilter,
  { order, after, limit }: ListPage,
): Promise<ListedRow[]> {
  const { by, ...keys } = ORDERS[order]
  const key = filter.state === null || filter.state === 'good' ? keys.key : keys.alone
  let query = filtered(db, filter).selectAll('members').select(key.as('sort_key'))
  if (after) {
    const sign = by === 'asc' ? sql`>` : sql`<`
    query = query.where(sql<boolean>`(${key}, id) ${sign} (${after[0]}, ${after[1]})`)
  }
  return query.orderBy(key, by).orderBy('id', by).limit(limit).execute()
}

export async function countMembers(db: Db, filter: MemberFilter): Promise<number> {
  const { count } = await filtered(db, filter)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
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

function filtered(
  db: Db,
  { ids, plan, state, rules }: MemberFilter,
): SelectQueryBuilder<Tables, 'members', object> {
  let query = db.selectFrom('members')
  if (ids) query = query.where('id', 'in', inList(db, keyList(ids)))
  if (plan !== null) query = query.where('membership_type', '=', plan)
  if (state) query = query.where((member) => STATES[state](member, rules))
  return query
}

const graceFrom = (member: Expressions, { graceFrom: { plans, others } }: ListRules) => {
  const days = [...plans].map(([plan, day]) => sql`when ${plan} then ${day}`)
  return days.length === 0
    ? sql<string>`${others}`
    : sql<string>`case ${member.ref('membership_type')} ${sql.join(days, sql` `)} else ${others} end`
}

type State = (member: Expressions, rules: ListRules) => ReturnType<Expressions['and']>

const suspended: State = (member) => member.and([member('suspended', '=', 1)])

const frozen: State = (member, { today }) =>
  member.and([
    member.or([
      member('frozen_from', '<=', today),
      member.and([member('frozen_from', 'is', null), member('frozen_until', 'is not', null)]),
    ]),
    member.or([member('frozen_until', 'is', null), member('frozen_until', '>=', today)]),
  ])

const notStarted: State = (member, { today }) => member.and([member('valid_from', '>', today)])

const expired: State = (member, rules) => member.and([member('valid_until', '<', graceFrom(member, rules))])

const keptOutByDebt: State = (member, rules) =>
  member.and([
    member('debt_cents', '>', rules.debtAllowedCents),
    member.or([member('debt_since', 'is', null), member('debt_since', '<=', graceFrom(member, rules))]),
  ])

const noVisitsLeft: State = (member) => member.and([member('visits_left', '<=', 0)])

const REFUSALS = [suspended, frozen, notStarted, expired, keptOutByDebt, noVisitsLeft]

/** A comparison with nothing is neither true nor false: it has to be no refusal. */
const good: State = (member, rules) =>
  member.and([sql<boolean>`(${member.or(REFUSALS.map((refuses) => refuses(member, rules)))}) is not true`])

const ending: State = (member, rules) =>
  member.and([
    member('valid_until', '>=', rules.today),
    member('valid_until', '<=', rules.endingUntil),
    good(member, rules),
  ])

const noCard: State = (member) =>
  member.and([
    member.not(
      member.exists(
        member
          .selectFrom('credentials')
          .select('code')
          .whereRef('credentials.member_id', '=', 'members.id')
          .where('credentials.revoked_at', 'is', null),
      ),
    ),
  ])

const STATES: Record<ListedState, State> = {
  good,
  ending,
  expired,
  not_started: notStarted,
  frozen,
  suspended,
  owing: (member) => member.and([member('debt_cents', '>', 0)]),
  no_visits_left: noVisitsLeft,
  no_card: noCard,
}
