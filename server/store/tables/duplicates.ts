/** Two members of whom somebody has said that they are two people. */
export interface DismissedDuplicatesTable {
  /** The smaller id of the two. */
  one_id: string
  other_id: string
  staff_id: string
  at: number
}

/** Two members who were made one. */
export interface MergesTable {
  id: string
  /** The member who stayed, and the one who went. */
  into_id: string
  from_id: string
  at: number
  staff_id: string
  /** JSON of a `MergeRecord`; null once it is too old to be undone, or is. */
  record: string | null
  undone_at: number | null
}

/** A member who is a part of another one now: under their id that one is found. */
export interface MergedMembersTable {
  member_id: string
  into_id: string
}
