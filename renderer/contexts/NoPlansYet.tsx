import { useTranslation } from 'react-i18next'
import { hasRight } from '../../server/protocol/rights.ts'
import { Button } from '../ui/Button.tsx'
import { useDesk } from './WebSocketContext.tsx'

interface NoPlansYetProps {
  /** What is missing in the catalogue. */
  of: 'plan' | 'pass'
  /** Opens the catalogue. */
  onPlans: () => void
}

/** What to do where the gym sells nothing of this kind yet: a manager adds it, anybody else is told whom to ask. */
export function NoPlansYet({ of, onPlans }: NoPlansYetProps) {
  const { t } = useTranslation()
  const person = useDesk('person')
  const isManager = person !== null && hasRight(person.role, 'manage_plans')
  return (
    <div className="ui-empty">
      <p>{t(`counter.none.${of}`)}</p>
      {isManager ? (
        <div className="ui-actions">
          <Button onPress={onPlans}>{t(`counter.add.${of}`)}</Button>
        </div>
      ) : (
        <p>{t(`counter.ask.${of}`)}</p>
      )}
    </div>
  )
}
