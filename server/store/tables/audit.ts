/** One row a commit. */
export interface AuditLogTable {
  seq: number
  at: number
  /** JSON of what people changed in it; personal values as salted hashes only. */
  entries: string
  /** Over this row and the hash before it. */
  hash: string
}

/** What the hashes of a member's values are salted with. Erasing a member deletes it, and nobody can try values then. */
export interface AuditSaltsTable {
  member_id: string
  salt: string
}
