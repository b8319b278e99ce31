import type { EntryKind, Way } from '../../protocol/ledger.ts'

/** Money that a member owes or has paid. Rows are added, never changed and never removed. */
export interface LedgerEntriesTable {
  /** The receipt number: from 1, without gaps, in the order of the commits. */
  number: number
  id: string
  member_id: string
  /** Milliseconds since 1970 UTC. */
  at: number
  /** The gym's day, YYYY-MM-DD, to which it counts. */
  business_day: string
  kind: EntryKind
  /** In the smallest unit of the gym's currency; above 0 where the member owes more by it. What a member owes is the sum. */
  cents: number
  /** How money was received, or given back; null where none was. */
  way: Way | null
  /** JSON of an `EntryWords`, or null where there is nothing to say. */
  what: string | null
  staff_id: string
  desk_id: string | null
  /** The entry that this one takes back; an entry is reversed once. */
  reverses: string | null
  /** What was asked, under an id of the asker's choice: all its entries are made once, and undone together. */
  change_id: string
  /** Since when the member had owed something before it, YYYY-MM-DD, or null. */
  owed_since: string | null
}
