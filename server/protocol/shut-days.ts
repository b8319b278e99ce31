import { z } from 'zod'
import { text } from './client-frames.ts'
import { MAX_SHUT_REASON_CHARACTERS } from './shut-days-limits.ts'

/** Days on which the gym is shut: whoever could not come on them gets them back at the end of their plan. */

const uuid = z.guid().toLowerCase()

const days = {
  from: z.iso.date(),
  /** The last day. */
  until: z.iso.date(),
}

const inOrder = ({ from, until }: { from: string; until: string }): boolean => from <= until
const WRONG_ORDER = { path: ['until'], error: 'is before the first day' }

export const shutDaysPreview = z
  .object({
    ...days,
    /** Where this part begins, as the one before has said. */
    after: uuid.optional(),
  })
  .refine(inOrder, WRONG_ORDER)

export const knownShutDays = z.object({ id: uuid })

/** The id is made by whoever asks: asked again under it, what is left to do is done. */
export const newShutDays = knownShutDays
  .extend({ ...days, reason: text(MAX_SHUT_REASON_CHARACTERS).trim().min(1) })
  .refine(inOrder, WRONG_ORDER)

export const membersOfShutDays = knownShutDays.extend({ after: uuid.optional() })

/** Some of the members who are credited, or no longer are: asked again until none is left. */
export interface ShutDaysPart {
  /** Where the next part begins; null where none is left. */
  next: string | null
  /** Those of this part whose plan is longer for it, or was. */
  members: number
}

export interface ShutDays {
  id: string
  from: string
  until: string
  reason: string
  made_time: string
  made_by: string
  /** How many were credited. */
  members: number
  /** `crediting` and `taking_back` where that has begun and is not through: asked again, it goes on. */
  state: 'crediting' | 'credited' | 'taking_back' | 'taken_back'
}

/** Whom shut days were credited to, by their ids. */
export interface ShutDaysMembers {
  members: { id: string; full_name: string }[]
  next: string | null
}
