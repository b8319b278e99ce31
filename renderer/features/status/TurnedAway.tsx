import { useTranslation } from 'react-i18next'
import { useConnection, useSession } from '../../contexts/WebSocketContext.tsx'
import { ConnectionPill } from './ConnectionPill.tsx'
import { StoppedButton } from './StoppedButton.tsx'
import { STOPPED_TEXTS } from './stopped-texts.ts'
import './status.css'

/** Says of a desk that the hub has turned away why, and which button goes on; nothing of the gym is shown. */
export function TurnedAway({ isCardIgnored }: { isCardIgnored: boolean }) {
  const { t } = useTranslation()
  const { session } = useSession()
  const stoppedBecause = useConnection('stoppedBecause')
  return (
    <main className="status-away">
      <div className="ui-card status-away__card">
        <p className="status-away__desk" dir="auto">
          {session.deskName || t('product')}
        </p>
        <h1 className="status-away__title" role="alert">
          {t(stoppedBecause ? STOPPED_TEXTS[stoppedBecause] : 'status.stoppedOther')}
        </h1>
        <p>{t('status.turnedAway', { button: t('status.signInAgain') })}</p>
        <div role="alert">{isCardIgnored && <p className="ui-error">{t('signIn.cardIgnored')}</p>}</div>
        <div className="ui-actions">
          <StoppedButton />
          <ConnectionPill />
        </div>
      </div>
    </main>
  )
}
