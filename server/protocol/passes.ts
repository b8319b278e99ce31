import { z } from 'zod'
import type { MoneyOfChange } from './ledger.ts'
import { isMoneyWhole, moneyOfChange } from './ledger-params.ts'
import { MAX_LOCATION_CHARACTERS } from './limits.ts'
import { memberFields } from './member-fields.ts'
import type { SoldPlan } from './plans.ts'
import type { ComingInWords, VisitPayload } from './server-frames.ts'

/** Who comes for a day: somebody is named at the desk, and let in at once. */

export type PassKind = 'day_pass' | 'trial' | 'guest'

const id = z.guid().toLowerCase()

const person = {
  /** Of somebody whom the gym knows, or one that whoever asks has made for somebody new. */
  memberId: id,
  /** Of somebody new; whoever is known keeps their name. */
  full_name: memberFields.full_name,
  /** True where somebody of this name is known, and it is not them. */
  isAnother: z.boolean().default(false),
  /** Where they come in. */
  location: z.string().max(MAX_LOCATION_CHARACTERS).optional(),
}

export const soldPass = z
  .object({
    /** The pass's own: asked again, it is one. */
    id,
    ...person,
    planId: id,
    /** The version that was shown. */
    version: z.int().min(1),
    price_cents: moneyOfChange.price_cents,
    received_cents: moneyOfChange.received_cents,
    way: moneyOfChange.way,
  })
  .refine((pass) => isMoneyWhole({ ...pass, change_id: pass.id }), {
    error: 'what was received needs its `way`',
    path: ['way'],
  })

/** JSON has no `undefined`: a field is there or it is not. */
export interface SoldPassParams
  extends
    Pick<z.output<typeof soldPass>, 'id' | 'memberId' | 'full_name' | 'isAnother' | 'planId' | 'version'>,
    Omit<MoneyOfChange, 'change_id'> {
  location?: string
}

export const broughtGuest = z.object({
  /** The guest pass's own: asked again, it is one. */
  id,
  hostId: id,
  ...person,
})

/** Somebody who was let in, as a check-in is answered. */
export interface LetIn {
  visit: VisitPayload & ComingInWords
}

/** The same with what was sold; `id` is the sale's, by which it can be undone. */
export interface SoldPass extends LetIn {
  sale: SoldPlan & { id: string }
}

/** Somebody of the name that was typed: `details.people` of a refusal whose problem is `person_known`. */
export interface KnownPerson {
  id: string
  full_name: string
  membership_type: string
  suspended: boolean
  /** ISO 8601; null for somebody who has not come yet. */
  last_visit_time: string | null
  trial: TrialHad | null
}

/** A trial that somebody had, and its first day, YYYY-MM-DD. */
export interface TrialHad {
  plan: string
  day: string
}
