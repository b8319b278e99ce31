import {
  ENDING_DAYS,
  LISTED_STATES,
  MEMBER_ORDERS,
  type ListedState,
  type MemberOrder,
} from '../../../server/protocol/member-list.ts'

/** What a list is narrowed to and how it is ordered, but for what was typed: that may be a name, and no name stands in an address. */
export interface ListFilters {
  /** Null for any. */
  plan: string | null
  state: ListedState | null
  /** One more state, which has to hold too. */
  also: ListedState | null
  /** Within how many days a plan ends. */
  days: number
  order: MemberOrder
}

/** The filters as the address has them; what it does not say, or what nobody knows, is as in the whole list. */
export function readFilters(text: string): ListFilters {
  const said = new URLSearchParams(text)
  const days = Number(said.get('days'))
  return {
    plan: said.get('plan'),
    state: LISTED_STATES.find((state) => state === said.get('state')) ?? null,
    also: LISTED_STATES.find((state) => state === said.get('also')) ?? null,
    days: Number.isInteger(days) && days > 0 ? days : ENDING_DAYS,
    order: MEMBER_ORDERS.find((order) => order === said.get('order')) ?? 'name',
  }
}

/** The same as a part of an address: empty for the whole list. */
export function writeFilters({ plan, state, also, days, order }: ListFilters): string {
  const said = new URLSearchParams()
  if (plan !== null) said.set('plan', plan)
  if (state !== null) said.set('state', state)
  if (also !== null) said.set('also', also)
  if ((state === 'ending' || also === 'ending') && days !== ENDING_DAYS) said.set('days', String(days))
  if (order !== 'name') said.set('order', order)
  return said.toString()
}

/** What the hub is asked for the list. */
export function askedOf({ plan, state, also, days, order }: ListFilters, query: string) {
  return {
    ...{ query, order, days },
    ...(plan !== null && { plan }),
    ...(state !== null && { state }),
    ...(also !== null && { also }),
  }
}
