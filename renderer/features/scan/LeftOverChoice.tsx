import { useTranslation } from 'react-i18next'
import type { LeftWay } from '../../../server/protocol/plans.ts'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { formatMoney, formatNumber } from '../../i18n/format.ts'
import { Choice } from '../../ui/Choice.tsx'
import type { TakenOver } from './use-left-over.ts'

/** What becomes of the days that are left of the plan which another one takes the place of. */
export function LeftOverChoice({ over, plan }: { over: TakenOver; plan: string }) {
  const { t } = useTranslation()
  const wording = useWording()
  if (over.ways.length < 2) return null
  const label = t('kinds.left', { count: over.days, number: formatNumber(over.days, wording.language), plan })
  return (
    <div className="money-part">
      <p className="ui-field__label" aria-hidden="true">
        {label}
      </p>
      <Choice
        label={label}
        value={over.way}
        options={over.ways.map((value) => ({ value, label: wordsOf(value, over, wording) }))}
        onChange={over.choose}
      />
    </div>
  )
}

function wordsOf(way: LeftWay, { days, worth }: TakenOver, { t, language, currency }: Wording): string {
  if (way === 'lapses') return t('kinds.ways.lapses')
  if (way === 'days') return t('kinds.ways.days', { count: days, number: formatNumber(days, language) })
  return t('kinds.ways.money', { amount: formatMoney({ cents: worth, currency }, language) })
}
