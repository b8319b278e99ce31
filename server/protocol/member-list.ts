import type { Reason } from './scan.ts'

/** The list of all members, a page at a time. */

/**
 * How a member stands today, by the rules of coming in. `good`: the plan lets them in; `ending`: it does, and ends within some days;
 * `owing`: something is due, whether that keeps them out or not; `no_photo`: nobody sees at a scan whether it is them; the others are what
 * keeps them out.
 */
export const LISTED_STATES = [
  'good',
  'ending',
  'expired',
  'not_started',
  'frozen',
  'suspended',
  'owing',
  'no_visits_left',
  'no_card',
  'no_photo',
] as const
export type ListedState = (typeof LISTED_STATES)[number]

export const MEMBER_ORDERS = ['name', 'end', 'added'] as const
export type MemberOrder = (typeof MEMBER_ORDERS)[number]

/** Rows that come at once: several screens of them. */
export const LIST_PAGE = 200

/** Days within which a plan ends that is soon to end, where nobody says otherwise. */
export const ENDING_DAYS = 14

/** More days than this is no list of plans that are soon to end. */
export const MAX_ENDING_DAYS = 366

export interface ListedMember {
  id: string
  full_name: string
  membership_type: string
  phone: string
  email: string
  /** YYYY-MM-DD, or null for no end. */
  valid_until: string | null
  visits_left: number | null
  debt_cents: number
  /** What stands against the plan today, or null. */
  refusal: Reason | null
}

export interface MemberListPage {
  members: ListedMember[]
  /** What to ask for the page after this one; null at the end. */
  next: string | null
  /** Said with the first page; null with the others. */
  total: MemberListTotal | null
}

export interface MemberListTotal {
  count: number
  /** True where a text found more than a list shows: the best are there. */
  isMore: boolean
  /** The plans that members have. */
  plans: string[]
}
