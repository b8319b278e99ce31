import { z } from 'zod'
import { EDITABLE_FIELDS, type EditableMember } from './member-edits.ts'

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

/** Two members; where they are merged, the one who stays and the one who goes. */
export const twoMembers = z
  .object({ memberId, otherId: memberId })
  .refine(({ memberId: one, otherId: other }) => one !== other, {
    path: ['otherId'],
    error: 'is the same member. Choose another one',
  })

/** What can be taken of the member who goes. */
export const MERGED_FIELDS = [...EDITABLE_FIELDS, 'photo'] as const
export type MergedField = (typeof MERGED_FIELDS)[number]

/** One of two members who are to become one. */
export interface MergeSide extends EditableMember {
  id: string
  photo_url: string | null
  debt_cents: number
  inside: boolean
  /** ISO 8601. */
  added_time: string
  /** When they were last changed, to be said with the merge. */
  changed_time: string
}

/** What belongs to a member, by how much there is of it. */
export interface MergedThings {
  visits: number
  cards: number
  entries: number
  periods: number
  freezes: number
  notes: number
  proposals: number
  overrides: number
}

/** What merging two members would do. */
export interface MergePreview {
  /** The member who stays, and the one who goes. */
  members: [MergeSide, MergeSide]
  /** What goes over to the one who stays. */
  moves: MergedThings
}

export const memberMerge = z
  .object({
    /** Chosen by whoever asks, so that asking twice merges once. */
    id: memberId,
    /** Who stays. */
    memberId,
    /** Who goes. */
    otherId: memberId,
    /** What is taken of the one who goes; all else is as the one who stays has it. */
    take: z.array(z.enum(MERGED_FIELDS)),
    /** When both were last changed, as whoever asks has seen them. */
    seen: z.object({ member: z.iso.datetime(), other: z.iso.datetime() }),
  })
  .refine(({ memberId: one, otherId: other }) => one !== other, {
    path: ['otherId'],
    error: 'is the same member. Choose another one',
  })

/** For so long a merge can be undone. */
export const MERGE_UNDO_DAYS = 30

/** A merge that can be undone. */
export interface MadeMerge {
  id: string
  memberId: string
  full_name: string
  /** The one who went, as they were. */
  other_name: string
  /** ISO 8601. */
  merged_time: string
  /** Null for somebody without an account. */
  merged_by: string | null
}

export const knownMerge = z.object({ id: memberId })

/** What of a member can have been touched since a merge, beside what came since. */
export type KeptAfterMerge = keyof MergedThings | 'fields' | 'plan' | 'debt' | 'photo' | 'visit'

export interface UndoneMerge {
  memberId: string
  otherId: string
  /** What came or was changed since, and stays with the member who stayed: how much of each, 0 where it is not counted. */
  kept: Partial<Record<KeptAfterMerge, number>>
}
