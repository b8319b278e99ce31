import { useTranslation } from 'react-i18next'
import { useConnection, useSession } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'

/** Asks before signing out, and names what has not reached the hub yet. */
export function SignOutQuestion({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const waiting = useConnection('waiting')
  return (
    <Dialog
      kind="question"
      title={t('people.signOutAsk', { name })}
      closeLabel={t('people.stay')}
      onClose={onClose}
    >
      <p>{t('people.signOutMeans')}</p>
      {waiting > 0 && <p className="people__waiting">{t('people.signOutWaiting', { count: waiting })}</p>}
      <div className="ui-actions">
        <Button onPress={onClose}>{t('people.stay')}</Button>
        <Button kind="primary" onPress={() => session.signOut()}>
          {t('people.signOut')}
        </Button>
      </div>
    </Dialog>
  )
}
