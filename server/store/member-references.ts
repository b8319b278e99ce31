import type { Tables } from './database.ts'

type Column<Name extends keyof Tables> = keyof Tables[Name] & string

interface Moved {
  table: keyof Tables
  /** Who a row is of. */
  member: string
  /** What tells rows of one member apart. */
  key: string
  /** True where the member is a part of the row's key: two members may have a row of the same one. */
  isOfMember: boolean
}

const of = <Name extends keyof Tables>(
  table: Name,
  member: Column<Name>,
  key: Column<Name>,
  isOfMember: boolean,
): Moved => ({ table, member, key, isOfMember })

/** What a merge gives to the member who stays: rows of these tables, each by the name under which it is kept what was moved. */
export const MOVED_ROWS = {
  credentials: of('credentials', 'member_id', 'code', false),
  periods: of('periods', 'member_id', 'id', true),
  freezes: of('freezes', 'member_id', 'id', true),
  ledger_entries: of('ledger_entries', 'member_id', 'id', false),
  member_notes: of('member_notes', 'member_id', 'id', true),
  member_proposals: of('member_proposals', 'member_id', 'id', true),
  standing_overrides: of('standing_overrides', 'member_id', 'id', false),
  passes: of('passes', 'member_id', 'id', true),
  guests: of('passes', 'host_id', 'id', false),
  conversations: of('conversations', 'member_id', 'id', true),
  merged_members: of('merged_members', 'into_id', 'member_id', false),
  away_members: of('away_members', 'member_id', 'visitor_id', false),
} satisfies Record<string, Moved>

export type MovedName = keyof typeof MOVED_ROWS

/**
 * What becomes of the rows of all other tables that name a member. `tests/hub/store/member-references.test.ts` finds each table that
 * does: a new one is said here, or above.
 */
export const OTHER_TABLES = {
  members: 'the one who goes is removed, and what was chosen of them is taken',
  visits: 'moved by their history, since they have no index by member',
  filed_visits: 'moved with the visits',
  recent_visits: 'moved with the visits',
  closings: 'moved with the visits',
  member_photos: 'the one that was chosen stays',
  imported_members: 'that of the one who stays',
  family_members: 'an account has one holder, who belongs to nobody else’s: `duplicates/move-family`',
  dismissed_duplicates: 'who is not the one is not the other',
  events: 'stay as they happened: they are read by who stays',
  audit_salts: 'stay: the log was written with them',
  merges: 'stay as they were done',
  changed_rows: 'stay: an import that is taken back finds what it wrote of them with nobody, and leaves it',
  member_changes: 'written by triggers',
  standing_changes: 'written by triggers',
} as const
