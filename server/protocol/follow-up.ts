import type { ListedState, MemberOrder } from './member-list.ts'

/** Members whom somebody should speak to, list by list, and lists of members that have a name. */

/**
 * `expiring`: the plan lets them in and is soon to end; `frozen`: for long; `owing`: something is due; `away`: they may come in and have
 * not for weeks, or never; `birthdays`: today and in the next days, of whoever may come in.
 */
export const FOLLOW_UP_LISTS = ['expiring', 'frozen', 'owing', 'away', 'birthdays'] as const
export type FollowUpList = (typeof FOLLOW_UP_LISTS)[number]

/** A plan that ends within so many days is worth a call: time enough to think, and to come once more. */
export const EXPIRING_DAYS = 14

/** Whoever is frozen for so long has often left without saying so. */
export const FROZEN_LONG_DAYS = 60

/** Whoever has not come for three weeks is likely to give notice. */
export const AWAY_DAYS = 21

/** A week of birthdays, today among them. */
export const BIRTHDAY_DAYS = 7

/** So long nobody else speaks to a member for the same reason: two weeks is when a promise can be asked after. */
export const SPOKEN_TO_DAYS = 14

/** Rows that come at once, the most urgent: more than a shift can call. */
export const FOLLOW_UP_ROWS = 200

/** Characters of what was said, in a line or two. */
export const MAX_CONVERSATION_CHARACTERS = 300

/** Characters of why a member is on a list: a day, or a word. */
export const MAX_ABOUT_CHARACTERS = 20

export interface FollowUp {
  id: string
  full_name: string
  membership_type: string
  phone: string
  email: string
  /** Why they are on the list, to be said with a conversation: for another reason they are on it again. */
  about: string
  /** YYYY-MM-DD, or null for no end. */
  valid_until: string | null
  /** YYYY-MM-DD; null: since ever, or not at all. */
  frozen_from: string | null
  debt_cents: number
  debt_since: string | null
  /** ISO 8601, or null for never. */
  last_visit_time: string | null
  /** MM-DD, or null where it is not known. */
  birthday: string | null
}

/** That somebody spoke to a member. */
export interface Conversation {
  memberId: string
  full_name: string
  note: string
  author: string
  /** ISO 8601. */
  at: string
  about: string
}

/** Where a member was spoken to without being on a list: it takes them off none. */
export type ConversationList = FollowUpList | 'none'

/** What a member's sheet says of a conversation with them. */
export interface MemberConversation {
  id: string
  list: ConversationList
  /** False where somebody has put them back on the list. */
  spoken: boolean
  note: string
  author: string
  /** ISO 8601. */
  at: string
}

/** The newest that a member's sheet shows: a talk a week for a year. */
export const MEMBER_CONVERSATIONS = 50

export interface FollowUpReply {
  /** The most urgent first. */
  members: FollowUp[]
  /** How many the whole list has. */
  count: number
  /** With whom somebody spoke lately, and who would be on the list without; the newest first, as many as rows. */
  spoken: Conversation[]
}

/** Which members a list shows, and in which order; null for any. */
export interface MemberFilters {
  plan: string | null
  state: ListedState | null
  also: ListedState | null
  /** Within how many days a plan ends that is soon to end. */
  days: number
  order: MemberOrder
}

export interface SavedFilter {
  id: string
  name: string
  filters: MemberFilters
}

/** More names than these are found no faster than a list is narrowed by hand. */
export const MAX_SAVED_FILTERS = 30
export const MAX_FILTER_NAME_CHARACTERS = 40
