import { LISTED_STATES, type ListedState } from '../../protocol/member-list.ts'

/** How a member stands on a day, as far as lists go by it. Days are YYYY-MM-DD. */
export interface Standing {
  id: string
  /** What lists by name are ordered by. */
  sortName: string
  plan: string
  /** Milliseconds since 1970 UTC. */
  addedAt: number
  /** Of `STATE_BITS`. */
  states: number
  /** The last day of the plan, or null for no end. */
  validUntil: string | null
  /** Of somebody who is frozen; null: since ever, or not at all. */
  frozenFrom: string | null
  /** Since when they owe something; null: nobody knows, or nothing. */
  owingSince: string | null
  /** When they last came, milliseconds since 1970 UTC, or null for never. */
  lastVisitAt: number | null
  /** MM-DD, or null. */
  birthday: string | null
  /** The first day on which all this may be otherwise by itself; null where it stays. */
  changesOn: string | null
}

/** States that are a bit each. `ending` is none: within how many days is said by whoever asks. */
export type KeptState = Exclude<ListedState, 'ending'>

export const STATE_BITS = Object.fromEntries(
  LISTED_STATES.filter((state) => state !== 'ending').map((state, at) => [state, 1 << at]),
) as Record<KeptState, number>

const DAY_MS = 86_400_000

/** Stands for a day that never comes, and one that was before all others: the last and the first number of 32 bits. */
export const NEVER = 2 ** 31 - 1
export const EVER = -(2 ** 31)

/** Days since 1970: numbers are compared faster than texts, and take a fifth of the memory. */
export function dayNumber(day: string): number {
  return Date.parse(day) / DAY_MS
}

export function dayOfNumber(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10)
}
