import { useTranslation } from 'react-i18next'
import { hasRight } from '../../../server/protocol/rights.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useDesk, useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'

/** How a manager says that the clock of the hub's PC is right; nothing for anybody else. */
export function ConfirmClock() {
  const { t } = useTranslation()
  const hub = useHub()
  const person = useDesk('person')
  const { isGoing, error, run } = useOperation()
  if (person === null || !hasRight(person.role, 'confirm_clock')) return null
  return (
    <div className="ui-actions">
      <Button isDisabled={isGoing} onPress={() => run(() => hub.call('clock.confirm', {}))}>
        {t('notices.confirmClock')}
      </Button>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </div>
  )
}
