/** Two members of whom somebody has said that they are two people. */
export interface DismissedDuplicatesTable {
  /** The smaller id of the two. */
  one_id: string
  other_id: string
  staff_id: string
  at: number
}

/** A member who is a part of another one now: under their id that one is found. */
export interface MergedMembersTable {
  member_id: string
  into_id: string
  /** The merge that did it, by which it can be undone. */
  merge_id: string
  at: number
}
