import type { ConversationList } from '../../protocol/follow-up.ts'

/** That somebody spoke to a member who was on a list, or has put them back on it. Rows are added, never changed. */
export interface ConversationsTable {
  member_id: string
  id: string
  list: ConversationList
  /** Why the member was on the list, e.g. the last day of their plan: for another reason they are on it again. */
  about: string
  /** 0 where they are back on the list. */
  spoken: 0 | 1
  note: string
  at: number
  staff_id: string
  /** The name of whoever spoke to them. */
  author: string
}

/** Which members a list shows, under a name, for every desk. */
export interface SavedFiltersTable {
  id: string
  name: string
  /** JSON of a `MemberFilters`. */
  filters: string
  made_at: number
  made_by: string
}
