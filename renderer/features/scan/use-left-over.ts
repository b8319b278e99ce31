import { useState } from 'react'
import { dayAfter } from '../../../server/domain/business-day.ts'
import { leftOver, type LeftOver } from '../../../server/domain/rights/left-over.ts'
import type { NoSale, Sale } from '../../../server/domain/selling.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { LeftWay, PlanSale } from '../../../server/protocol/plans.ts'
import { useWording } from '../../contexts/use-wording.ts'

/** What is left of the plan that a sale takes the place of, and what becomes of it. */
export interface TakenOver {
  /** The ways that there are; none where nothing is left. */
  ways: readonly LeftWay[]
  way: LeftWay
  choose: (way: LeftWay) => void
  /** Days that are left, and those that lapse. */
  days: number
  lapsed: number
  /** What is credited, and what would be, in the smallest unit of the currency. */
  credit: number
  worth: number
  asked: Pick<PlanSale, 'left' | 'credit_cents'>
  /** The sale with the days that are added. */
  withDays: (sale: Sale) => Sale
}

/** What lapses unless somebody chooses otherwise, as at desks of before. */
export function useLeftOver(
  member: MemberDetails,
  { sale, price }: { sale: Sale | NoSale; price: number },
): TakenOver {
  const { today } = useWording()
  const [chosen, setChosen] = useState<LeftWay>('lapses')
  const left = leftOf(member, sale, today)
  const worth = Math.min(left.cents ?? 0, price)
  const hasEnd = typeof sale !== 'string' && sale.leaves.valid_until !== null
  const ways: LeftWay[] = [
    'lapses',
    ...(hasEnd ? ['days' as const] : []),
    ...(worth > 0 ? ['money' as const] : []),
  ]
  const way = ways.includes(chosen) ? chosen : 'lapses'
  const credit = way === 'money' ? worth : 0
  return {
    ...{ ways: left.days === 0 ? [] : ways, way, choose: setChosen, days: left.days },
    ...{ lapsed: way === 'lapses' ? left.days : 0, credit, worth },
    asked:
      left.days === 0 || way === 'lapses' ? {} : { left: way, ...(credit > 0 && { credit_cents: credit }) },
    withDays: (sold) => (way === 'days' ? withDays(sold, left.days) : sold),
  }
}

function leftOf(member: MemberDetails, sale: Sale | NoSale, today: string): LeftOver {
  const isInPlace = typeof sale !== 'string' && sale.how === 'new' && sale.leaves.visits_left === null
  if (!isInPlace) return { days: 0, cents: null }
  const { membership_type: planName, periods, freezes } = member
  return leftOver({ planName, periods, freezes }, today, sale.startsOn)
}

function withDays(sale: Sale, days: number): Sale {
  const { valid_until: until } = sale.leaves
  return { ...sale, leaves: { ...sale.leaves, valid_until: until && dayAfter(until, days) } }
}
