import type { PassKind } from '../../protocol/passes.ts'

/** Somebody came for a day: on a day pass, on a trial, or as a member's guest. */
export interface PassesTable {
  member_id: string
  /** Of a pass that was sold the sale's id, of a guest's that of the period which lets them in. */
  id: string
  kind: PassKind
  /** What the plan was called when it was sold; empty for a guest. */
  plan: string
  /** The first day, YYYY-MM-DD. */
  day: string
  /** Who brought the guest; null for a pass that was sold. */
  host_id: string | null
  /** The visit for which the guest was let in; null for a pass that was sold. */
  visit_id: string | null
  made_at: number
  /** When it was taken back: since then it counts no more. */
  cancelled_at: number | null
}

/** Who belongs to whose account. Whoever holds an account belongs to nobody else's. */
export interface FamilyMembersTable {
  member_id: string
  holder_id: string
  made_at: number
}
