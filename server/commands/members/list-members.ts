import { z } from 'zod'
import { dayAfter } from '../../domain/business-day.ts'
import { refusalsOf } from '../../domain/rules/membership.ts'
import { selectPage, type ListPosition } from '../../domain/standings/select-page.ts'
import {
  LIST_PAGE,
  type ListedMember,
  type MemberListPage,
  type MemberOrder,
} from '../../protocol/member-list.ts'
import { HubError } from '../../protocol/errors.ts'
import type { ParamsOf } from '../../protocol/operations.ts'
import type { Reason } from '../../protocol/scan.ts'
import { listMembersInOrder } from '../../store/member-list.ts'
import type { MemberRow } from '../../store/rights.ts'
import { leniencyOf, type QueryContext } from '../visits/rule-context.ts'
import { planOf } from './member-facts.ts'
import { searchMembers } from './search-members.ts'
import type { Standings } from './standings/live-standings.ts'

type Asked = ParamsOf<'members.list'>

/** Members that a text finds at most: who types wants somebody, not all of them. */
const MOST_FOUND = 500

/** What a list is answered from. */
export type ListContext = QueryContext & { standings: Standings }

/** A page of the members as they stand today, with their number where it is the first. Throws `invalid_message` for an `after` of another list. */
export async function listMembersPage(context: ListContext, asked: Asked): Promise<MemberListPage> {
  const { order, plan, state, also, days } = asked
  const after = asked.after === undefined ? null : positionOf(asked.after, order)
  const { ids, isMore } = await findByText(context, asked.query)
  const { table, today } = await context.standings.current()
  const sought = {
    ...{ ids, plan: plan ?? null, states: [state, also].filter((each) => each !== undefined) },
    ...{ endingFrom: today, endingUntil: dayAfter(today, days) },
  }
  const page = selectPage(table, sought, { order, after, limit: LIST_PAGE })
  const plans = table.planNames
  const rows = await listMembersInOrder(context.db, { ids: page.ids, today })
  return {
    members: rows.map((row) => listed(context, row)),
    next: page.next && JSON.stringify(page.next),
    total: page.count === null ? null : { count: page.count, isMore, plans },
  }
}

async function findByText(
  context: ListContext,
  query: string,
): Promise<{ ids: readonly string[] | null; isMore: boolean }> {
  if (query.trim() === '') return { ids: null, isMore: false }
  const { members } = await searchMembers(context, { query, limit: MOST_FOUND + 1 })
  return { ids: members.slice(0, MOST_FOUND).map(({ id }) => id), isMore: members.length > MOST_FOUND }
}

function refusalsToday({ settings }: QueryContext, member: MemberRow, today: string): Reason[] {
  const leniency = leniencyOf(settings, member.membership_type)
  return refusalsOf(planOf(member), today, leniency).map(({ reason }) => reason)
}

function listed(context: QueryContext, row: MemberRow): ListedMember {
  const { id, full_name, membership_type, phone, email, valid_until, visits_left, debt_cents } = row
  return {
    ...{ id, full_name, membership_type, phone, email, valid_until, visits_left, debt_cents },
    refusal: refusalsToday(context, row, row.rights.today)[0] ?? null,
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
