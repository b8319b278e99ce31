import { monthsAfter } from '../../../server/domain/business-day.ts'
import type { MemberEssentials } from '../../../server/protocol/member-changes.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'

/** How long a plan can be renewed for with one key, in months; `other` is a day that is typed. */
export const PERIODS = ['1', '3', '12', 'other', 'keep'] as const
type Period = (typeof PERIODS)[number]

/** Visits that can be added with one key; `other` is a number that is typed. */
export const PACKS = ['5', '10', '20', 'other', 'keep'] as const
type Pack = (typeof PACKS)[number]

export const PAYMENTS = ['all', 'part', 'keep'] as const
type Payment = (typeof PAYMENTS)[number]

/** What was chosen and typed in the form. */
export interface RenewalForm {
  period: Period
  /** YYYY-MM-DD, where the period is another. */
  until: string
  pack: Pack
  visits: string
  payment: Payment
  /** What was received, where only a part was paid: 12.50. */
  received: string
}

/** What solves what keeps the member out; all else stays as it is. */
export function beginRenewal({ refusal, visits_left }: MemberDetails): RenewalForm {
  const isOut = refusal === 'no_visits_left' || (refusal === 'expired' && visits_left === 0)
  return {
    ...{ period: refusal === 'expired' ? '1' : 'keep', until: '' },
    ...{ pack: isOut ? '10' : 'keep', visits: '' },
    ...{ payment: refusal === 'debt' ? 'all' : 'keep', received: '' },
  }
}

/** The parts of a renewal that make sense for this member: nobody without a debt pays one. */
export function partsOf({ valid_until, visits_left, debt_cents }: MemberDetails): {
  period: boolean
  pack: boolean
  payment: boolean
} {
  return { period: valid_until !== null, pack: visits_left !== null, payment: debt_cents > 0 }
}

/** Fields that are typed. */
export type TypedField = 'until' | 'visits' | 'received'

export type Renewal = Partial<Pick<MemberEssentials, 'valid_until' | 'visits_left' | 'debt_cents'>>

/** The new values, or the field that is not filled in as it should be. `today` is the gym's, YYYY-MM-DD. */
export function readRenewal(
  form: RenewalForm,
  member: MemberDetails,
  today: string,
): { renewal: Renewal } | { wrong: TypedField } {
  const until = newEnd(form, member, today)
  const visits = newVisits(form, member)
  const due = newDebt(form, member)
  if (until === null) return { wrong: 'until' }
  if (visits === null) return { wrong: 'visits' }
  if (due === null) return { wrong: 'received' }
  return {
    renewal: {
      ...(until !== undefined && { valid_until: until }),
      ...(visits !== undefined && { visits_left: visits }),
      ...(due !== undefined && { debt_cents: due }),
    },
  }
}

/** undefined: it stays; null: it cannot be read. */
type Read<Value> = Value | undefined | null

function newEnd({ period, until }: RenewalForm, member: MemberDetails, today: string): Read<string> {
  if (period === 'keep') return undefined
  if (period === 'other') return /^\d{4}-\d\d-\d\d$/.test(until) && until >= today ? until : null
  const end = member.valid_until ?? today
  return monthsAfter(end > today ? end : today, Number(period))
}

const MAX_ADDED_VISITS = 1_000

function newVisits({ pack, visits }: RenewalForm, { visits_left }: MemberDetails): Read<number> {
  if (pack === 'keep') return undefined
  const added = Number(pack === 'other' ? visits.trim() : pack)
  const isRight = Number.isInteger(added) && added >= 1 && added <= MAX_ADDED_VISITS
  return isRight ? (visits_left ?? 0) + added : null
}

function newDebt({ payment, received }: RenewalForm, { debt_cents }: MemberDetails): Read<number> {
  if (payment === 'keep') return undefined
  if (payment === 'all') return 0
  const cents = readAmount(received)
  return cents !== null && cents > 0 && cents < debt_cents ? debt_cents - cents : null
}

/** An amount as people type it, with a point or a comma, in hundredths; null where it is none. */
export function readAmount(typed: string): number | null {
  const [, whole, hundredths = ''] = /^\s*(\d{1,7})(?:[.,](\d{1,2}))?\s*$/.exec(typed) ?? []
  return whole === undefined ? null : Number(whole) * 100 + Number(hundredths.padEnd(2, '0'))
}
