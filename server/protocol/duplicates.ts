import { z } from 'zod'

/** Members who may be one person. */

const memberId = z.guid().toLowerCase()

/** What of two members is the same. */
export type DuplicateReason = 'name' | 'similar_name' | 'birthday' | 'email' | 'phone'

/** A member of a pair, with what tells people apart. */
export interface PairedMember {
  id: string
  full_name: string
  membership_type: string
  phone: string
  email: string
  birthday: string | null
  /** When they were added, ISO 8601. */
  added_time: string
}

export interface DuplicatePair {
  members: [PairedMember, PairedMember]
  reasons: DuplicateReason[]
}

export interface DuplicateList {
  /** The likeliest first. */
  pairs: DuplicatePair[]
  /** How many there are in all. */
  count: number
}

/** Two members who are two people. */
export const twoPeople = z
  .object({ memberId, otherId: memberId })
  .refine(({ memberId: one, otherId: other }) => one !== other, {
    path: ['otherId'],
    error: 'is the same member. Choose another one',
  })
