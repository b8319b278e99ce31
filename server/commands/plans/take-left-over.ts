import { dayAfter } from '../../domain/business-day.ts'
import { leftOver } from '../../domain/rights/left-over.ts'
import type { Sale } from '../../domain/selling.ts'
import { HubError } from '../../protocol/errors.ts'
import type { PlanSale } from '../../protocol/plans.ts'
import type { MemberRow } from '../../store/rights.ts'
import type { NewEntry } from '../ledger/book.ts'

/** What becomes of the days of a plan that another one takes the place of. */
interface TakenLeftOver {
  /** The last day of what is sold, with the days that are added. */
  until: string | null
  /** What is credited, beside the charge. */
  credit: NewEntry[]
}

/**
 * What is left of a member's plan, as whoever sells has chosen it. Throws `invalid_message` where that cannot be, and `request_conflict` where it
 * is worth another sum than was seen.
 */
export function takeLeftOver(
  { rights, membership_type: plan, valid_until }: MemberRow,
  { startsOn, how, leaves }: Sale,
  { left = 'lapses', credit_cents = 0, price_cents = 0 }: PlanSale,
): TakenLeftOver {
  const { valid_until: until } = leaves
  if (left === 'lapses') return { until, credit: [] }
  const over = how === 'new' && leaves.visits_left === null ? leftOver(rights, rights.today, startsOn) : null
  if (over === null || over.days === 0) throw impossible('Nothing is left of their plan.')
  if (left === 'days') {
    if (until === null) throw impossible('No days can be added to a plan without an end.')
    return { until: dayAfter(until, over.days), credit: [] }
  }
  if (over.cents === null) throw impossible('Nobody noted what their plan cost.')
  const cents = Math.min(over.cents, price_cents)
  if (cents !== credit_cents) {
    throw new HubError('request_conflict', 'What is left of the plan is worth another sum now. Check it.')
  }
  const what = { plan, from: startsOn, until: valid_until }
  return { until, credit: cents === 0 ? [] : [{ kind: 'correction', cents: -cents, what }] }
}

function impossible(why: string): HubError {
  return new HubError('invalid_message', `${why} Sell the new plan without it.`)
}
