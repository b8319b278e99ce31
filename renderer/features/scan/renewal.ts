import { dayAfter, monthsAfter } from '../../../server/domain/business-day.ts'
import { hasNoPlan } from '../../../server/domain/no-plan.ts'
import type { MemberEssentials } from '../../../server/protocol/member-changes.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { HeldPlan } from '../../../server/protocol/plans.ts'
import { beginMoney, readMoney, type Money, type MoneyField, type MoneyForm } from '../../contexts/money.ts'

/** How long a plan can be renewed for with one key, in months; `other` is a day that is typed. */
export const PERIODS = ['1', '3', '12', 'other', 'keep'] as const
type Period = (typeof PERIODS)[number]

/** Visits that can be added with one key; `other` is a number that is typed. */
export const PACKS = ['5', '10', '20', 'other', 'keep'] as const
type Pack = (typeof PACKS)[number]

/** What was chosen and typed in the form. */
export interface RenewalForm extends MoneyForm {
  period: Period
  /** YYYY-MM-DD, where the period is another. */
  until: string
  pack: Pack
  visits: string
}

/** What solves what keeps the member out; all else stays as it is. */
export function beginRenewal(member: Pick<MemberDetails, 'refusal' | keyof HeldPlan>): RenewalForm {
  const { refusal, visits_left } = member
  const isFirst = hasNoPlan(member)
  const isOut = !isFirst && (refusal === 'no_visits_left' || (refusal === 'expired' && visits_left === 0))
  return {
    ...{ period: isFirst || refusal === 'expired' ? '1' : 'keep', until: '' },
    ...{ pack: isOut ? '10' : 'keep', visits: '' },
    ...beginMoney(),
  }
}

/** The parts of a renewal that make sense for this member. */
export function partsOf(member: MemberDetails): {
  period: boolean
  pack: boolean
} {
  return { period: member.valid_until !== null || hasNoPlan(member), pack: member.visits_left !== null }
}

/** Fields that are typed. */
export type TypedField = 'until' | 'visits' | MoneyField

export type Renewal = Partial<Pick<MemberEssentials, 'valid_until' | 'visits_left' | 'debt_cents'>>

/** The gym's. */
export interface RenewalRules {
  /** YYYY-MM-DD. */
  today: string
  /** Digits after the point of its currency. */
  digits: number
}

/** The new values and the money of it, or the field that is not filled in as it should be. */
export function readRenewal(
  form: RenewalForm,
  member: MemberDetails,
  { today, digits }: RenewalRules,
): { renewal: Renewal; money: Money } | { wrong: TypedField } {
  const until = newEnd(form, member, today)
  const visits = newVisits(form, member)
  const money = readMoney(form, member, digits)
  if (until === null) return { wrong: 'until' }
  if (visits === null) return { wrong: 'visits' }
  if ('wrong' in money) return money
  const due = member.debt_cents + money.price - money.received
  return {
    money,
    renewal: {
      ...(until !== undefined && { valid_until: until }),
      ...(visits !== undefined && { visits_left: visits }),
      // Days that are bought alone are for any number of visits.
      ...(visits === undefined && until !== undefined && hasNoPlan(member) && { visits_left: null }),
      ...(due !== member.debt_cents && { debt_cents: due }),
    },
  }
}

/** undefined: it stays; null: it cannot be read. */
type Read<Value> = Value | undefined | null

function newEnd({ period, until }: RenewalForm, member: MemberDetails, today: string): Read<string> {
  if (period === 'keep') return undefined
  if (period === 'other') return /^\d{4}-\d\d-\d\d$/.test(until) && until >= today ? until : null
  const months = Number(period)
  const end = member.valid_until
  if (end !== null && end >= today) return monthsAfter(end, months)
  // Both ends count: a month from the 15th ends on a 14th, as a plan of the catalogue does.
  return dayAfter(monthsAfter(today, months), -1)
}

const MAX_ADDED_VISITS = 1_000

function newVisits({ pack, visits }: RenewalForm, { visits_left }: MemberDetails): Read<number> {
  if (pack === 'keep') return undefined
  const added = Number(pack === 'other' ? visits.trim() : pack)
  const isRight = Number.isInteger(added) && added >= 1 && added <= MAX_ADDED_VISITS
  return isRight ? (visits_left ?? 0) + added : null
}
