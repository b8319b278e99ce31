import { useTranslation } from 'react-i18next'
import { useConnection, useSession, useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'

/** The way on for a desk that has stopped: to take over again, or to be signed in anew where it may not go on. */
export function StoppedButton() {
  const { t } = useTranslation()
  const phase = useConnection('phase')
  const stoppedBecause = useConnection('stoppedBecause')
  const hub = useHub()
  const { session } = useSession()
  if (phase !== 'stopped') return null
  return stoppedBecause === 'replaced' ? (
    <Button kind="primary" onPress={() => hub.comeBack()}>
      {t('status.useThisDesk')}
    </Button>
  ) : (
    <Button kind="primary" onPress={() => session.forgetDesk()}>
      {t('status.signInAgain')}
    </Button>
  )
}
