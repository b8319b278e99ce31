export type ChangeKind = 'import'

/** A change of many members that can be taken back. */
export interface ChangesTable {
  id: string
  kind: ChangeKind
  /** When it began. */
  at: number
  staff_id: string
  desk_id: string | null
  /** Members whom it has added, and those who were here and whom it has changed. */
  added: number
  changed: number
  /** When it began, while it goes on or where it was broken off; null when it has come to its end. */
  going_at: number | null
  /** When somebody began to take it back: nothing is added to it from then on. */
  undo_began_at: number | null
  /** The id of who did. */
  undone_by: string | null
  /** The last member who was looked at: they are taken in the order of their ids. */
  undone_up_to: string | null
  undone_at: number | null
  /** Members who were removed, who are as they were before, and who have something that was touched since. */
  removed: number
  restored: number
  kept: number
}

/** A row that a change wrote over: what it was, and what the change has made of it. */
export interface ChangedRowsTable {
  change_id: string
  member_id: string
  table_name: string
  /** JSON array of the values of the row's key. */
  row_key: string
  /** JSON: the columns that were other ones before, or the whole row that is gone; null where there was none. */
  before: string | null
  /** JSON: the same columns as the change left them; of a row that it added a fingerprint; null where it removed the row. */
  after: string | null
}
