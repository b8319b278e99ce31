import { useTranslation } from 'react-i18next'
import { dayAfter } from '../../../server/domain/business-day.ts'
import { isHard, latestEndOf } from '../../../server/domain/overriding.ts'
import type { Reason } from '../../../server/protocol/scan.ts'
import { Choice } from '../../ui/Choice.tsx'
import { DayField } from '../../ui/DayField.tsx'

/** How long an override stands, as it is being chosen. */
export interface Scope {
  for: 'visit' | 'today' | 'day'
  /** YYYY-MM-DD, of `day`; empty until one is chosen. */
  day: string
}

export const THIS_VISIT: Scope = { for: 'visit', day: '' }

/** The last day of the override, null for this visit alone; undefined where the chosen day cannot be. */
export function endOf(scope: Scope, refusal: Reason, today: string): string | null | undefined {
  if (scope.for === 'visit') return null
  if (scope.for === 'today') return today
  const isAllowed = scope.day >= today && scope.day <= latestEndOf([refusal], today)
  return isAllowed ? scope.day : undefined
}

interface OverrideScopeProps {
  refusal: Reason
  /** The gym's day, YYYY-MM-DD. */
  today: string
  scope: Scope
  onChange: (scope: Scope) => void
  isWrong: boolean
}

/** For how long: this visit, today, or until a day; a hard rule is bent for a day at most. */
export function OverrideScope({ refusal, today, scope, onChange, isWrong }: OverrideScopeProps) {
  const { t } = useTranslation()
  const ways = isHard(refusal) ? (['visit', 'today'] as const) : (['visit', 'today', 'day'] as const)
  const choose = (way: Scope['for']): void =>
    onChange({ for: way, day: scope.day === '' ? dayAfter(today, 1) : scope.day })
  return (
    <div className="fix-it__scope">
      <Choice
        label={t('rules.scope.label')}
        value={scope.for}
        options={ways.map((way) => ({ value: way, label: t(`rules.scope.${way}`) }))}
        onChange={choose}
      />
      {scope.for === 'day' && (
        <DayField
          label={t('rules.scope.until')}
          value={scope.day}
          from={today}
          until={latestEndOf([refusal], today)}
          onChange={(day) => onChange({ ...scope, day })}
          error={isWrong ? t('rules.scope.wrongDay') : null}
        />
      )}
    </div>
  )
}
