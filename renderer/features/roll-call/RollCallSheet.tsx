import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { RollCallTable } from './RollCallTable.tsx'
import { useRollCall } from './use-roll-call.ts'
import './roll-call.css'

/** Who was inside at the moment that this was opened, to be read out and to be printed. */
export function RollCallSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { roll, renew } = useRollCall()
  return (
    <Dialog title={t('closing.rollCall.title')} closeLabel={t('close')} onClose={onClose}>
      <div className="ui-actions roll-call__actions">
        <Button kind="primary" onPress={() => window.print()}>
          {t('closing.rollCall.print')}
        </Button>
        <Button onPress={renew}>{t('closing.rollCall.renew')}</Button>
      </div>
      <RollCallTable roll={roll} />
    </Dialog>
  )
}
