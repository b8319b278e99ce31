import { TbNotes } from 'react-icons/tb'
import { useTranslation } from 'react-i18next'
import { useHandover } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { useTimeWords } from '../../contexts/use-time-words.ts'

/** Says that there is a hand-over note that whoever is signed in has not read. */
export function HandoverLine({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation()
  const { handover } = useHandover()
  const timeOf = useTimeWords()
  const current = handover?.isRead === false ? handover.current : null
  const author = current?.author || t('messages.somebody')
  return (
    <>
      {current && (
        <div className="messages-strip__line" data-testid="handover-unread">
          <TbNotes className="ui-icon" aria-hidden="true" />
          <p className="messages-strip__text">{t('handover.unread', { author, time: timeOf(current.at) })}</p>
          <Button kind="small" onPress={onOpen}>
            {t('handover.open')}
          </Button>
        </div>
      )}
      <div className="ui-unseen" role="status" aria-live="polite" data-live-announcer="true">
        {current && <p key={current.version}>{t('handover.announce', { author })}</p>}
      </div>
    </>
  )
}
