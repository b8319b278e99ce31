import { TbMessage } from 'react-icons/tb'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub, useDesk, useMessages } from '../../contexts/WebSocketContext.tsx'
import { wantsSeen, type HeldMessage } from '../../services/staff-messages.ts'
import { Button } from '../../ui/Button.tsx'
import { HandoverLine } from './HandoverLine.tsx'
import { aboutMessage } from './message-words.ts'
import { useOnScreen } from './use-on-screen.ts'
import { useTimeWords } from '../../contexts/use-time-words.ts'
import './messages.css'

/** Messages in the strip at once: the stage below keeps its size, and what is more is in the sheet. */
const MAX_LINES = 2

/** What colleagues tell this desk, above the stage: never over a result, and said politely to a screen reader. */
export function MessageStrip({ onOpen }: { onOpen: (tab: 'messages' | 'handover') => void }) {
  const { t } = useTranslation()
  const messages = useOnScreen()
  const more = messages.length - MAX_LINES
  return (
    <section className="messages-strip" aria-label={t('messages.strip')}>
      <HandoverLine onOpen={() => onOpen('handover')} />
      <ul>
        {messages.slice(0, MAX_LINES).map((message) => (
          <MessageLine key={message.id} message={message} />
        ))}
      </ul>
      {more > 0 && (
        <button type="button" className="messages-strip__more" onClick={() => onOpen('messages')}>
          {t('messages.more', { count: more })}
        </button>
      )}
      <Announcer newest={messages[0]} />
    </section>
  )
}

function MessageLine({ message }: { message: HeldMessage }) {
  const { t } = useTranslation()
  const timeOf = useTimeWords()
  return (
    <li className="messages-strip__line" data-testid="staff-message">
      <TbMessage className="ui-icon" aria-hidden="true" />
      <p className="messages-strip__text" dir="auto">
        {message.text}
      </p>
      <p className="messages-strip__about">{aboutMessage(message, t, timeOf)}</p>
      <MessageButton message={message} />
    </li>
  )
}

/** Says that it was seen, where that was asked for; else puts it away. What stays until its end has neither. */
function MessageButton({ message }: { message: HeldMessage }) {
  const { t } = useTranslation()
  const { parts } = useMessages()
  const desk = useDesk('desk')
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const { id, text } = message
  if (!wantsSeen(message, desk?.id ?? '')) {
    if (message.until !== null) return null
    return (
      <Button kind="small" label={t('messages.putAwayName', { text })} onPress={() => parts.putAway(id)}>
        {t('messages.putAway')}
      </Button>
    )
  }
  const see = (): void =>
    run(async () => {
      await hub.call('messages.see', { id })
    })
  return (
    <>
      {error !== null && <p role="alert">{error}</p>}
      <Button kind="small" label={t('messages.seenName', { text })} isDisabled={isGoing} onPress={see}>
        {t('messages.seen')}
      </Button>
    </>
  )
}

/** Also while a dialog is open, which hides from a screen reader whatever is not marked as an announcer. */
function Announcer({ newest }: { newest: HeldMessage | undefined }) {
  const { t } = useTranslation()
  const from = newest?.from || t('messages.somebody')
  return (
    <div className="ui-unseen" role="status" aria-live="polite" data-live-announcer="true">
      {newest && <p key={newest.id}>{t('messages.announce', { from, text: newest.text })}</p>}
    </div>
  )
}
