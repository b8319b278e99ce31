import { ALL_WAYS, type Takings } from '../../../server/protocol/ledger.ts'
import { formatMoney } from '../../i18n/format.ts'
import type { Wording } from '../../contexts/use-wording.ts'

/** What was received, a line a way: first the cash that is to be handed over, then whatever else there was. */
export function takingsLines(takings: Takings | undefined, { t, language, currency }: Wording): string[] {
  if (takings === undefined) return []
  const { ways } = takings
  const money = (cents: number): string => formatMoney({ cents, currency }, language)
  const others = ALL_WAYS.filter((way) => way !== 'cash' && ways[way] !== 0)
  return [
    t('ledger.handOver', { amount: money(ways.cash) }),
    ...others.map((way) => t('ledger.taken', { way: t(`ledger.way.${way}`), amount: money(ways[way]) })),
  ]
}
