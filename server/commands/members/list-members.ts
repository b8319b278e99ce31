import { z } from 'zod'
import { dayAfter } from '../../domain/business-day.ts'
import { refusalsOf } from '../../domain/rules/membership.ts'
import {
  LIST_PAGE,
  type ListedMember,
  type MemberListPage,
  type MemberOrder,
} from '../../protocol/member-list.ts'
import { HubError } from '../../protocol/errors.ts'
import type { ParamsOf } from '../../protocol/operations.ts'
import type { Reason } from '../../protocol/scan.ts'
import {
  countMembers,
  isStoredState,
  listMemberPage,
  listPlans,
  type ListPosition,
} from '../../store/member-list.ts'
import type { MemberRow } from '../../store/rights.ts'
import { dayOf, leniencyOf, type QueryContext } from '../visits/rule-context.ts'
import { deriveList, listAfter, positionIn } from './derived-list.ts'
import { planOf } from './member-facts.ts'
import { searchMembers } from './search-members.ts'

type Asked = ParamsOf<'members.list'>

/** Members that a text finds at most: who types wants somebody, not all of them. */
const MOST_FOUND = 500

/** What a list is answered from: long ones give way to what else the hub has to do. */
export type ListContext = QueryContext & { nextTurn: () => Promise<void> }

/** A page of the members as they stand today, with their number where it is the first. Throws `invalid_message` for an `after` of another list. */
export async function listMembersPage(context: ListContext, asked: Asked): Promise<MemberListPage> {
  const { order } = asked
  const { ids, isMore } = await findByText(context, asked.query)
  const after = asked.after === undefined ? null : positionOf(asked.after, order)
  const { rows, count } = await readPage(context, { ...asked, ids }, after)
  const page = rows.slice(0, LIST_PAGE)
  const last = page.at(-1)
  return {
    members: page.map((row) => listed(context, row)),
    next: last && rows.length > LIST_PAGE ? JSON.stringify(positionIn(order, last)) : null,
    total: after ? null : { count: await count(), isMore, plans: await listPlans(context.db) },
  }
}

interface FoundPage {
  /** One more than a page has, where there is one. */
  rows: readonly MemberRow[]
  /** How many the whole list has. */
  count: () => number | Promise<number>
}

/** By columns where they say who is in the list and in which order; else by the rules, which look at each member. */
async function readPage(
  context: ListContext,
  { ids, state, plan, order, days }: Omit<Asked, 'query'> & { ids: readonly string[] | null },
  after: ListPosition | null,
): Promise<FoundPage> {
  const { db, nextTurn } = context
  const today = dayOf(context, context.now)
  const limit = LIST_PAGE + 1
  const stored = isStoredState(state) ? state : null
  const derived = stored === null && state !== undefined ? state : null
  const filter = { ids, plan: plan ?? null, state: stored }
  if (order !== 'end' && derived === null) {
    const rows = await listMemberPage(db, filter, { order, after, limit, today })
    return { rows, count: () => countMembers(db, filter) }
  }
  const all = await deriveList({
    ...{ db, filter, order, today, nextTurn, endingUntil: dayAfter(today, days) },
    state: derived,
    refusalsOf: (member) => refusalsToday(context, member, today),
  })
  return { rows: listAfter(all, order, after).slice(0, limit), count: () => all.length }
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
