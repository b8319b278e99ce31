import type { Sale } from '../../server/domain/selling.ts'
import type { PlanDuration, PlanTerms } from '../../server/protocol/plans.ts'
import type { ReceivedMoney } from '../services/shown-result.ts'
import { formatDay, formatList, formatMoney, formatNumber, formatRow } from '../i18n/format.ts'
import type { Wording } from './use-wording.ts'

/** How plans and sales are said, wherever they are. */

export function durationWords(duration: PlanDuration, { t, language, today }: Wording): string {
  if (duration.unit === 'endless') return t('plans.endless')
  if (duration.unit === 'until') return t('plans.untilDay', { day: formatDay(duration.day, today, language) })
  const { unit, count } = duration
  return t(`plans.${unit}`, { count, number: formatNumber(count, language) })
}

export function visitsWords(visits: number | null, { t, language }: Wording): string {
  if (visits === null) return t('plans.anyVisits')
  return t('plans.visits', { count: visits, number: formatNumber(visits, language) })
}

/** What a plan costs; empty where nobody has said. */
export function priceWords(cents: number | null, { t, language, currency }: Wording): string {
  if (cents === null) return ''
  return cents === 0 ? t('counter.free') : formatMoney({ cents, currency }, language)
}

/** A plan in one line: how long, how often, for how much. */
export function planLine(
  { duration, visits, price_cents: price }: Pick<PlanTerms, 'duration' | 'visits' | 'price_cents'>,
  wording: Wording,
): string {
  const parts = [durationWords(duration, wording), visitsWords(visits, wording), priceWords(price, wording)]
  return formatRow(parts, wording.language)
}

/** What a sale leaves: "until 31 January 2027, 10 visits, €49.00". */
export function saleLine({ startsOn, leaves }: Sale, price: number | null, wording: Wording): string {
  const { t, language, today } = wording
  const { valid_until: until, visits_left: visits } = leaves
  const parts = [
    startsOn > today && leaves.valid_from === startsOn
      ? t('plans.sale.from', { day: formatDay(startsOn, today, language) })
      : '',
    until === null
      ? t('plans.sale.endless')
      : t('plans.sale.until', { day: formatDay(until, today, language) }),
    visits === null ? '' : visitsWords(visits, wording),
    priceWords(price, wording),
  ]
  return formatList(parts, language)
}

/** What was received, and how. */
export function receivedOf({ cents, way }: ReceivedMoney, { t, language, currency }: Wording): string {
  return t('ledger.received', {
    amount: formatMoney({ cents, currency }, language),
    way: t(`ledger.way.${way}`),
  })
}
