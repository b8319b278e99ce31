import { z } from 'zod'
import { MAX_VISITS } from './member-fields.ts'

/** What a front desk changes of a member, by `members.change`. */

/** A larger debt, in the smallest unit of the currency, is a slip of the finger. */
const MAX_DEBT_CENTS = 100_000_000

const essentials = z.object({
  /** The plan's last day, YYYY-MM-DD, or null for no end. */
  valid_until: z.iso.date().nullable(),
  /** Visits left on the plan, or null for any number. */
  visits_left: z.int().min(0).max(MAX_VISITS).nullable(),
  /** What the member owes, in the smallest unit of the gym's currency. */
  debt_cents: z.int().min(0).max(MAX_DEBT_CENTS),
})

export type MemberEssentials = z.output<typeof essentials>

export const memberChange = z.object({
  memberId: z.guid().toLowerCase(),
  /** The new values; what is not named stays. */
  now: essentials.partial(),
  /** The values that whoever asks has seen; a change that came between is not overwritten. */
  was: essentials.partial().optional(),
})

/** What `members.change` answers: what it left, and when the member was last changed, by which it can be undone. */
export type ChangedMember = MemberEssentials & { changed_time: string }

export const undoneChange = z
  .object({
    memberId: z.guid().toLowerCase(),
    /** As the change was answered. */
    changed_time: z.iso.datetime(),
    /** What the change made of the member, and what was there before it. */
    now: essentials.partial(),
    was: essentials.partial(),
  })
  .refine(({ now, was }) => fieldsOf(now) === fieldsOf(was), { error: '`now` and `was` of the same fields' })

const fieldsOf = (values: object): string => Object.keys(values).sort().join()

/** JSON has no `undefined`: a field is there or it is not. */
export interface MemberChange {
  memberId: string
  now: Partial<MemberEssentials>
  was?: Partial<MemberEssentials>
}

/** The same of a change that is undone. */
export interface UndoneChange extends Required<MemberChange> {
  changed_time: string
}
