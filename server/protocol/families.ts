import { z } from 'zod'
import { MAX_CENTS, WAYS } from './ledger.ts'
import type { TrialHad } from './passes.ts'
import type { Reason } from './scan.ts'

/** One account, several people: who belongs to it comes in by their own right, and what all of them owe is paid in one go. */

const id = z.guid().toLowerCase()

export const familyTie = z.object({ memberId: id, holderId: id })

export const memberOfFamily = z.object({ memberId: id })

export const familyPayment = z.object({
  /** Who holds the account. */
  memberId: id,
  /** Made by whoever asks, so that asking again books nothing twice. */
  change_id: id,
  /** All that the family owes, as whoever asks has seen it. */
  cents: z.int().min(1).max(MAX_CENTS),
  way: z.enum(WAYS),
})

/** Somebody of a family. */
export interface Relative {
  id: string
  full_name: string
  membership_type: string
  debt_cents: number
  /** What stands against their plan today, or null. */
  refusal: Reason | null
  /** The visit to end, of one who is inside. */
  visitId: string | null
}

/** Whom a member comes with. */
export interface MemberCompany {
  /** Whose account it is, and who belongs to it, the holder first; empty for a member without a family. */
  family: Relative[]
  /** How many guests their plan lets them bring in a calendar month, and whom they have brought in this one. */
  guests: { allowed: number; brought: { id: string; full_name: string; day: string }[] }
  /** The last trial that they had. */
  trial: TrialHad | null
}
