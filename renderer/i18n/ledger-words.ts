import type { TFunction } from 'i18next'
import type { LedgerEntry } from '../../server/protocol/ledger.ts'
import { formatDay, formatMoment, formatMoney, formatNumber, formatRow } from './format.ts'

/** What words about money depend on. */
interface MoneyWording {
  t: TFunction
  language: string
  timeZone: string
  today: string
  currency: string | null
}

/** An entry of the ledger in words: what it is and how much, what it is about, and its receipt number with when, who and where. */
export function entryLines(
  entry: LedgerEntry,
  wording: MoneyWording,
): { what: string; about: string[]; made: string } {
  const { t, language, today, timeZone, currency } = wording
  const { number, reverses, way } = entry
  const amount = formatMoney({ cents: shownCents(entry), currency }, language)
  const kind = t(`ledger.kind.${entry.kind}`, { number: reverses })
  const made = [
    t('ledger.number', { number }),
    formatMoment(entry.at, today, timeZone, language),
    entry.staff ?? '',
    entry.desk ?? '',
  ]
  return {
    what: formatRow([amount, kind, way === null ? '' : t(`ledger.way.${way}`)], language),
    about: aboutOf(entry, wording),
    made: formatRow(made, language),
  }
}

/** As people say it: what was received is above 0, what was given back below. */
function shownCents({ kind, cents, way }: LedgerEntry): number {
  const isPaid = way !== null || kind === 'write_off'
  return isPaid ? -cents : cents
}

function aboutOf(entry: LedgerEntry, { t, language, today }: MoneyWording): string[] {
  const { plan, until, visits, reason, reversedBy } = entry
  const sold = [
    plan ?? '',
    until ? t('shift.until', { day: formatDay(until, today, language) }) : '',
    visits === undefined ? '' : t('ledger.visits', { count: visits, visits: formatNumber(visits, language) }),
  ]
  const lines = [formatRow(sold, language), reason ?? '']
  if (reversedBy !== null) lines.push(t('ledger.reversedBy', { number: reversedBy }))
  return lines.filter((line) => line !== '')
}
