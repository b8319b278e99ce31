import { z } from 'zod'
import type { MoneyOfChange } from './ledger.ts'
import { isMoneyWhole, moneyOfChange } from './ledger-params.ts'
import { MAX_LOCATION_CHARACTERS, MAX_NAME_CHARACTERS } from './limits.ts'
import { isSeen, shownName } from './names.ts'
import { WEEKDAYS, type OpenHours } from './rules.ts'

/** What a gym sells: the one rule for each field, for the catalogue and for `settings.json`. */

/** Longest grace: whoever needs more has sold another plan. */
const MAX_GRACE_DAYS = 366

/** Ten years, in days and in months: longer is a plan without an end. */
const MAX_DAYS = 3_660
const MAX_MONTHS = 120

/** More visits, or a higher price in the smallest unit of the currency, is a slip of the finger. */
const MAX_PACK_VISITS = 1_000
const MAX_PRICE_CENTS = 100_000_000

/** Twice a day, each day of the week. */
const MAX_OPEN_HOURS = 14

/** A guest a day. */
const MAX_GUESTS_A_MONTH = 31

/** More than any chain that shares a database. */
const MAX_GYMS = 500
const MAX_SITE_CHARACTERS = 63

/** What a plan is for: who has a day pass or a trial is a member for as long as it lasts. */
const PLAN_KINDS = ['membership', 'day_pass', 'trial'] as const
export type PlanKind = (typeof PLAN_KINDS)[number]

/** Plans in one order: more than anybody chooses from. */
const MAX_PLANS = 500

export const clockTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time such as 09:00' })
export const endOfDay = clockTime.or(z.literal('24:00'))
export const place = z.string().min(1).max(MAX_LOCATION_CHARACTERS)
export const graceDays = z.int().min(0).max(MAX_GRACE_DAYS)
export const openHours: z.ZodType<OpenHours, OpenHours> = z.strictObject({
  days: z.array(z.enum(WEEKDAYS)).min(1),
  from: clockTime,
  to: endOfDay,
})

/** How long a plan is good. Days and months count from its first day, which is one of them; `until` is the same last day for all. */
export const duration = z.discriminatedUnion('unit', [
  z.object({ unit: z.literal('days'), count: z.int().min(1).max(MAX_DAYS) }),
  z.object({ unit: z.literal('months'), count: z.int().min(1).max(MAX_MONTHS) }),
  z.object({ unit: z.literal('until'), day: z.iso.date() }),
  z.object({ unit: z.literal('endless') }),
])

export type PlanDuration = z.output<typeof duration>

/** What desks of the version before do not say: of a plan that is changed it stays as it is. */
export const addedTerms = z.object({
  kind: z.enum(PLAN_KINDS),
  /** How many guests a member who has it may bring in a month. */
  guests_a_month: z.int().min(0).max(MAX_GUESTS_A_MONTH),
  /** The other gyms of the installation at which it is good, too. */
  gyms: z.array(z.string().min(1).max(MAX_SITE_CHARACTERS)).max(MAX_GYMS),
})

type AddedTerms = z.output<typeof addedTerms>

/** What a plan says. Each is said, so that nobody changes a plan by leaving something out. */
export const terms = z.object({
  duration,
  /** Visits that are bought with it, or null for any number. */
  visits: z.int().min(1).max(MAX_PACK_VISITS).nullable(),
  /** When it is good, or null for always. */
  hours: z.array(openHours).min(1).max(MAX_OPEN_HOURS).nullable(),
  /** Where it is good, or null for everywhere. */
  locations: z.array(place).min(1).nullable(),
  /** Days after its end on which members still come in, or null for the gym's own. */
  grace_days: graceDays.nullable(),
  /** What it costs in the smallest unit of the gym's currency, or null where nobody has said. */
  price_cents: z.int().min(0).max(MAX_PRICE_CENTS).nullable(),
})

export type PlanTerms = z.output<typeof terms> & AddedTerms

/** What a plan says of what its oldest versions do not say. */
export const ADDED_TERMS: AddedTerms = { kind: 'membership', guests_a_month: 0, gyms: [] }

export const knownPlan = z.object({ id: z.guid().toLowerCase() })

export const newPlan = knownPlan.extend({
  name: shownName.refine(isSeen),
  ...terms.shape,
  ...addedTerms.partial().shape,
})

export type NewPlan = z.output<typeof newPlan>

export const changedPlan = newPlan.extend({
  /** The version that whoever changes it has seen. */
  version: z.int().min(1),
})

export const planOrder = z.object({
  /** All plans that are sold, in their order. */
  ids: z.array(knownPlan.shape.id).max(MAX_PLANS),
})

/** A plan of the catalogue as it is now. */
export interface Plan extends PlanTerms {
  id: string
  version: number
  name: string
  /** What it was called before: whoever has it under such a name has this plan. */
  former_names: string[]
  /** When this version was made, ISO 8601. */
  made_time: string
  /** Since when it is no longer sold, ISO 8601; null while it is. */
  retired_time: string | null
  /** True where `settings.json` also says something of a plan of this name, which does not hold. */
  in_settings: boolean
}

/** The catalogue, in its order. */
export interface PlanCatalogue {
  plans: Plan[]
  /** The places that plans may be bound to. */
  locations: readonly string[]
  /** The other gyms of the installation; an older hub does not say. */
  gyms?: readonly string[]
}

/** A kind of plan that members have and the catalogue does not, with what a plan of it would begin with. */
export interface KindOfPlan extends z.output<typeof terms> {
  name: string
  members: number
}

/** Who has what. */
export interface PlanHolders {
  /** How many have each plan of the catalogue. */
  plans: { id: string; members: number }[]
  /** What else they have, the most frequent first. */
  others: KindOfPlan[]
}

/** What a plan would do, were it saved. */
export interface PlanEffect {
  /** Members to whom it would apply at once. */
  members: number
  /** Those of them who would come in now and would not then. */
  refused: number
}

/** What a member has of a plan. Days are YYYY-MM-DD. */
export const heldPlan = z.object({
  membership_type: z.string().max(2 * MAX_NAME_CHARACTERS),
  valid_from: z.iso.date().nullable(),
  /** The last day, or null for no end. */
  valid_until: z.iso.date().nullable(),
  /** Visits left, or null for any number. */
  visits_left: z.int().min(0).nullable(),
})

export type HeldPlan = z.output<typeof heldPlan>

/** What is sold, and what is received for it. */
const sold = {
  /** The sale's own: sent again, it is one sale. */
  id: z.guid().toLowerCase(),
  planId: z.guid().toLowerCase(),
  /** The version that was shown. */
  version: z.int().min(1),
  /** Its first day, where somebody has seen which; without it, as a sale of this day begins. */
  startsOn: z.iso.date().optional(),
  price_cents: moneyOfChange.price_cents,
  received_cents: moneyOfChange.received_cents,
  way: moneyOfChange.way,
}

const isPaidWhole = (sale: { id: string } & MoneyOfChange): boolean =>
  isMoneyWhole({ ...sale, change_id: sale.id })

const NO_WAY = { error: 'what was received needs its `way`', path: ['way'] }

/** The plan with which a member begins. */
export const firstSale = z.object(sold).refine(isPaidWhole, NO_WAY)

/** What becomes of what is left of the plan that another one takes the place of: nothing, days at its end, or less to pay. */
const LEFT_WAYS = ['lapses', 'days', 'money'] as const
export type LeftWay = (typeof LEFT_WAYS)[number]

export const planSale = z
  .object({
    ...sold,
    left: z.enum(LEFT_WAYS).optional(),
    /** What is credited for what is left, as it was seen. */
    credit_cents: z.int().min(0).max(MAX_PRICE_CENTS).optional(),
    memberId: z.guid().toLowerCase(),
    /** What was seen of the member; a change that came between is not overwritten. */
    was: heldPlan.partial(),
  })
  .refine(isPaidWhole, NO_WAY)

/** JSON has no `undefined`: a field is there or it is not. */
export interface FirstSale
  extends Pick<z.output<typeof firstSale>, 'id' | 'planId' | 'version'>, Omit<MoneyOfChange, 'change_id'> {
  startsOn?: string
}

export interface PlanSale extends FirstSale {
  left?: LeftWay
  credit_cents?: number
  memberId: string
  was: Partial<HeldPlan>
}

/** What a sale left, and what was there before it; when, and the receipt numbers of what it has booked. By its id it can be undone. */
export type SoldPlan = HeldPlan & {
  memberId: string
  was: HeldPlan
  changed_time: string
  receipts?: number[]
  /** Of a pack that stands beside what the member has: the pack itself. */
  beside?: HeldPlan
}
