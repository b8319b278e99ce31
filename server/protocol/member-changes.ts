import { z } from 'zod'
import type { MoneyOfChange } from './ledger.ts'
import { isMoneyWhole, moneyOfChange } from './ledger-params.ts'
import { MAX_VISITS } from './member-fields.ts'
import { heldPlan } from './plans.ts'

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

/** What a change or a sale leaves of a member, and what of it can be undone. */
const undoable = heldPlan.extend(essentials.shape)

export type UndoableMember = z.output<typeof undoable>

export const memberChange = z
  .object({
    memberId: z.guid().toLowerCase(),
    /** The new values; what is not named stays. */
    now: essentials.partial(),
    /** The values that whoever asks has seen; a change that came between is not overwritten. */
    was: essentials.partial().optional(),
    ...moneyOfChange,
  })
  .refine(isMoneyWhole, {
    error: 'an amount needs `change_id`, and what was received its `way`',
    path: ['way'],
  })

/**
 * What `members.change` answers: what it left, and when the member was last changed, by which it can be undone; and the receipt numbers of
 * what it has booked.
 */
export type ChangedMember = MemberEssentials & { changed_time: string; receipts?: number[] }

export const undoneChange = z
  .object({
    memberId: z.guid().toLowerCase(),
    /** As the change was answered. */
    changed_time: z.iso.datetime(),
    /** What the change made of the member, and what was there before it. */
    now: undoable.partial(),
    was: undoable.partial(),
    /** That of the change, where it had one. */
    change_id: moneyOfChange.change_id,
  })
  .refine(({ now, was }) => fieldsOf(now) === fieldsOf(was), { error: '`now` and `was` of the same fields' })

const fieldsOf = (values: object): string => Object.keys(values).sort().join()

/** JSON has no `undefined`: a field is there or it is not. */
export interface MemberChange extends MoneyOfChange {
  memberId: string
  now: Partial<MemberEssentials>
  was?: Partial<MemberEssentials>
}

/** The same of a change that is undone, or of a sale. */
export interface UndoneChange extends Pick<MemberChange, 'memberId' | 'change_id'> {
  now: Partial<UndoableMember>
  was: Partial<UndoableMember>
  changed_time: string
}
