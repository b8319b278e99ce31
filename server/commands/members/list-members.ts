import { z } from 'zod'
import { dayAfter } from '../../domain/business-day.ts'
import { refusalsOf } from '../../domain/rules/membership.ts'
import {
  LIST_PAGE,
  type ListedMember,
  type MemberListPage,
  type MemberListTotal,
  type MemberOrder,
} from '../../protocol/member-list.ts'
import { HubError } from '../../protocol/errors.ts'
import type { ParamsOf } from '../../protocol/operations.ts'
import {
  countMembers,
  listMemberPage,
  listPlans,
  type ListedRow,
  type ListPosition,
  type ListRules,
  type MemberFilter,
} from '../../store/member-list.ts'
import { dayOf, leniencyOf, type QueryContext } from '../visits/rule-context.ts'
import { planOf } from './member-facts.ts'
import { searchMembers } from './search-members.ts'

type Asked = ParamsOf<'members.list'>

/** Members that a text finds at most: who types wants somebody, not all of them. */
const MOST_FOUND = 500

/** A page of the members as they stand today, with their number where it is the first. Throws `invalid_message` for an `after` of another list. */
export async function listMembersPage(context: QueryContext, asked: Asked): Promise<MemberListPage> {
  const { db } = context
  const plans = await listPlans(db)
  const { filter, isMore } = await filterOf(context, asked, plans)
  const { order } = asked
  const after = asked.after === undefined ? null : positionOf(asked.after, order)
  const rows = await listMemberPage(db, filter, { order, after, limit: LIST_PAGE + 1 })
  const page = rows.slice(0, LIST_PAGE)
  const last = page.at(-1)
  const total: MemberListTotal | null = after
    ? null
    : { count: await countMembers(db, filter), isMore, plans }
  return {
    members: page.map((row) => listed(context, row, filter.rules.today)),
    next: last && rows.length > LIST_PAGE ? JSON.stringify([last.sort_key, last.id]) : null,
    total,
  }
}

async function filterOf(
  context: QueryContext,
  { query, days, ...asked }: Asked,
  plans: readonly string[],
): Promise<{ filter: MemberFilter; isMore: boolean }> {
  const rules = rulesOf(context, days, plans)
  const plan = asked.plan ?? null
  const state = asked.state ?? null
  if (query.trim() === '') return { filter: { ids: null, plan, state, rules }, isMore: false }
  const found = await searchMembers(context, { query, limit: MOST_FOUND + 1 })
  const ids = found.members.slice(0, MOST_FOUND).map(({ id }) => id)
  return { filter: { ids, plan, state, rules }, isMore: found.members.length > MOST_FOUND }
}

/** What the rules go by, for the plans that members have: the settings name plans as people do, in any letters. */
function rulesOf(context: QueryContext, days: number, plans: readonly string[]): ListRules {
  const { settings, now } = context
  const today = dayOf(context, now)
  const graceFrom = (plan: string) => dayAfter(today, -leniencyOf(settings, plan).graceDays)
  const others = dayAfter(today, -settings.graceDays)
  const own = plans.filter((plan) => graceFrom(plan) !== others)
  return {
    today,
    endingUntil: dayAfter(today, days),
    debtAllowedCents: settings.debtAllowedCents,
    graceFrom: { plans: new Map(own.map((plan) => [plan, graceFrom(plan)])), others },
  }
}

function listed({ settings }: QueryContext, row: ListedRow, today: string): ListedMember {
  const { id, full_name, membership_type, phone, email, valid_until, visits_left, debt_cents } = row
  const [refusal] = refusalsOf(planOf(row), today, leniencyOf(settings, membership_type))
  return {
    ...{ id, full_name, membership_type, phone, email, valid_until, visits_left, debt_cents },
    refusal: refusal?.reason ?? null,
  }
}

/** Where a page has ended: a text of our own, which comes back as it was. */
const POSITIONS = {
  name: z.tuple([z.string(), z.string()]),
  end: z.tuple([z.string(), z.string()]),
  added: z.tuple([z.number(), z.string()]),
} satisfies Record<MemberOrder, z.ZodType<ListPosition>>

function positionOf(after: string, order: MemberOrder): ListPosition {
  const read = POSITIONS[order].safeParse(parsed(after))
  if (read.success) return read.data
  const message = 'The field "after" is not what a page of this list has said.'
  throw new HubError('invalid_message', message, { field: 'after' })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
