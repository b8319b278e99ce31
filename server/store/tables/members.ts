import type { CardKind } from '../../protocol/cards.ts'

export interface MembersTable {
  id: string
  full_name: string
  membership_type: string
  phone: string
  email: string
  photo_url: string | null
  /** YYYY-MM-DD, or MM-DD where the year is not known. */
  birthday: string | null
  suspended: 0 | 1
  debt_cents: number
  /** YYYY-MM-DD, or null where nobody knows since when, or nothing is owed. */
  debt_since: string | null
  /** Name and phone without accents, in lower case: what a search compares. */
  search_text: string
  created_at: number
  updated_at: number
  /** When the member was deleted; null of those who are members. */
  deleted_at: number | null
  /** What the gym is called whose member visits this one; null of this gym's own. */
  home_gym: string | null
}

export interface CredentialsTable {
  /** As `normaliseCode` gives it. */
  code: string
  member_id: string
  created_at: number
  revoked_at: number | null
  /** Null where nobody has said. */
  kind: CardKind | null
  /** When it was reported lost, of a card that is revoked. */
  lost_at: number | null
  /** The last day for which it is lent, YYYY-MM-DD; null for the member's own. */
  lent_until: string | null
}

/** What members were when a file without versions last said something of them, or before a desk changed what no file had said. */
export interface ImportedMembersTable {
  member_id: string
  /** Marks of their values, see `commands/members/file/versions.ts`. */
  version: string
}

/** A note about a member. */
export interface MemberNotesTable {
  member_id: string
  id: string
  /** The level's place in `NOTE_LEVELS`: the larger, the more it asks. */
  alert: number
  text: string
  /** The name of whoever wrote it; empty where it came with a file. */
  author: string
  at: number
  /** The last day on which it holds, or null. */
  until: string | null
  /** When somebody ended it, or null. */
  ended_at: number | null
}

/** What was typed for a field of a member while somebody else changed it. */
export interface MemberProposalsTable {
  member_id: string
  id: string
  field: string
  /** JSON of the value. */
  value: string
  /** JSON of what whoever typed it had seen. */
  seen: string
  staff_id: string
  at: number
  /** When somebody accepted or dismissed it, or null. */
  decided_at: number | null
  accepted: 0 | 1 | null
}
