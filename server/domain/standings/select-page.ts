import type { ListedState, MemberOrder } from '../../protocol/member-list.ts'
import type { Slot } from '../packed/id-slots.ts'
import { dayNumber, dayOfNumber, STATE_BITS } from './standing.ts'
import type { StandingTable } from './standing-table.ts'

/** Which members are listed: all of this holds. */
export interface SoughtMembers {
  /** Those that a text found, or null for all. */
  ids: readonly string[] | null
  plan: string | null
  states: readonly ListedState[]
  /** Of `ending`: the plan ends on one of these days, both included, YYYY-MM-DD. */
  endingFrom: string
  endingUntil: string
}

/** The last member of a page: what it is ordered by, and the id. */
export type ListPosition = [key: string | number, id: string]

interface SoughtPage {
  order: MemberOrder
  after: ListPosition | null
  limit: number
}

interface SelectedPage {
  ids: string[]
  /** How many the whole list has; null for a page that is not the first. */
  count: number | null
  /** Where the page has ended; null at the end of the list. */
  next: ListPosition | null
}

/** A page of the members who stand so, in their order. */
export function selectPage(
  table: StandingTable,
  sought: SoughtMembers,
  { order, after, limit }: SoughtPage,
): SelectedPage {
  const fits = fitting(table, sought)
  const found: Slot[] = []
  const isWhole = sought.ids === null && sought.plan === null && sought.states.length === 0
  let count = 0
  for (const slot of candidates(table, sought.ids, { order, after })) {
    if (!fits(slot)) continue
    count += 1
    if (found.length <= limit) found.push(slot)
    else if (after !== null || isWhole) break
  }
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    ids: page.map((slot) => table.idOf(slot)),
    count: after !== null ? null : isWhole ? table.size : count,
    next: last !== undefined && found.length > limit ? positionOf(table, order, last) : null,
  }
}

function fitting(table: StandingTable, sought: SoughtMembers): (slot: Slot) => boolean {
  const mask = sought.states.reduce((bits, state) => bits | maskOf(state), 0)
  const isEnding = sought.states.includes('ending')
  const [from, until] = [dayNumber(sought.endingFrom), dayNumber(sought.endingUntil)]
  const plan = sought.plan === null ? null : table.planNumber(sought.plan)
  return (slot) => {
    if ((table.states.get(slot) & mask) !== mask) return false
    if (plan !== null && table.plans.get(slot) !== plan) return false
    const end = table.ends.get(slot)
    return !isEnding || (end >= from && end <= until)
  }
}

/** A plan that is soon to end lets its member in as yet. */
function maskOf(state: ListedState): number {
  return STATE_BITS[state === 'ending' ? 'good' : state]
}

function* candidates(
  table: StandingTable,
  ids: readonly string[] | null,
  { order, after }: Pick<SoughtPage, 'order' | 'after'>,
): Generator<Slot> {
  const isReached = after === null ? () => true : (slot: Slot) => isPast(table, order, slot, after)
  if (ids === null) {
    yield* table.order(order).from(isReached)
    return
  }
  const slots = ids.flatMap((id) => table.slotOf(id) ?? [])
  yield* slots.filter(isReached).sort((one, other) => (table.isBefore(order, one, other) ? -1 : 1))
}

/** Where a member stands in a list of this order: a text or a number that stays what it is while others come and go. */
function positionOf(table: StandingTable, order: MemberOrder, slot: Slot): ListPosition {
  const key = table.key(order, slot)
  return [order === 'end' ? dayOfNumber(key as number) : key, table.idOf(slot)]
}

function isPast(table: StandingTable, order: MemberOrder, slot: Slot, [key, id]: ListPosition): boolean {
  const end = order === 'end' ? dayNumber(String(key)) : key
  const [own, ownId] = [table.key(order, slot), table.idOf(slot)]
  const [first, second] = order === 'added' ? [own, end] : [end, own]
  if (own !== end) return first < second
  return order === 'added' ? ownId < id : ownId > id
}
