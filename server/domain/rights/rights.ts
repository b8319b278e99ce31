import type { Freeze, Period as Bought } from '../../protocol/member-rights.ts'
import type { Membership } from '../rules/membership.ts'

export type { Freeze }

export interface Period extends Bought {
  /** Of one that is new, the period that it comes after. */
  follows?: string
}

/**
 * What a member bought, and when they paused. Days are YYYY-MM-DD in the gym's time zone, both ends included. What they may on a day
 * is derived from these and kept nowhere: `plan-on.ts`.
 */
export interface Rights {
  /** The plan of the periods that have no name of their own: the member's. */
  planName: string
  /** Those that were not taken back. */
  periods: readonly Period[]
  freezes: readonly Freeze[]
}

/** What the periods and freezes come to on a day: what the rules ask. */
export type Plan = Pick<
  Membership,
  'validFrom' | 'validUntil' | 'visitsLeft' | 'frozenFrom' | 'frozenUntil'
> & {
  /** The plan of the period that counts. */
  planName: string
  /** The period that a visit is taken of; null where nothing was bought. */
  periodId: string | null
}

/** The same without which period it is: what may be said of a member. */
export type PlanValues = Omit<Plan, 'periodId'>

export function isSamePlan(one: PlanValues, other: PlanValues): boolean {
  return (
    one.planName === other.planName &&
    one.validFrom === other.validFrom &&
    one.validUntil === other.validUntil &&
    one.visitsLeft === other.visitsLeft &&
    one.frozenFrom === other.frozenFrom &&
    one.frozenUntil === other.frozenUntil
  )
}
