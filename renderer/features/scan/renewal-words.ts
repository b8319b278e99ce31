import type { Wording } from '../../contexts/use-wording.ts'
import { formatDay, formatMoney, formatNumber } from '../../i18n/format.ts'
import type { MadeRenewal, ReceivedMoney } from '../../services/shown-result.ts'

/** What a renewal comes to, in words; '' where it changes nothing. */
export function outcomeOf(renewal: MadeRenewal['now'], { t, language, today, currency }: Wording): string {
  const { membership_type: plan, valid_until: until, visits_left: visits, debt_cents: debt } = renewal
  const parts: string[] = []
  if (plan) parts.push(t('plans.sale.sold', { plan }))
  if (until) parts.push(t('renewal.thenUntil', { day: formatDay(until, today, language) }))
  if (typeof visits === 'number') {
    parts.push(t('renewal.thenVisits', { count: visits, visits: formatNumber(visits, language) }))
  }
  if (debt === 0) parts.push(t('renewal.thenPaid'))
  else if (debt !== undefined) {
    parts.push(t('renewal.thenOpen', { amount: formatMoney({ cents: debt, currency }, language) }))
  }
  return parts.join(' ')
}

/** What a renewal that was undone comes to: what holds again, in words. */
export function undoneOf(was: MadeRenewal['was'], { t, language, today, currency }: Wording): string {
  const { membership_type: plan, valid_until: until, visits_left: visits, debt_cents: debt } = was
  if (plan === '' && visits === 0) return t('newcomer.noPlanAgain')
  const parts: string[] = []
  if (plan) parts.push(t('plans.sale.planAgain', { plan }))
  if (until) parts.push(t('undo.untilAgain', { day: formatDay(until, today, language) }))
  if (typeof visits === 'number') {
    parts.push(t('undo.visitsAgain', { count: visits, visits: formatNumber(visits, language) }))
  }
  if (debt !== undefined) {
    parts.push(t('undo.dueAgain', { amount: formatMoney({ cents: debt, currency }, language) }))
  }
  return parts.join(' ')
}

/** What is given back where it is undone. */
export function givenBackOf({ cents, way }: ReceivedMoney, { t, language, currency }: Wording): string {
  return t('ledger.giveBack', {
    amount: formatMoney({ cents, currency }, language),
    way: t(`ledger.way.${way}`),
  })
}
