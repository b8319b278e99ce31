import { formatNumber } from '../i18n/format.ts'
import type { Wording } from './use-wording.ts'

/** The words on the button of filters, which says how many of them narrow the list: they may be folded. */
export function filterWords(count: number, { t, language }: Wording): string {
  return count === 0 ? t('counter.filter') : t('counter.filtersOn', { number: formatNumber(count, language) })
}
