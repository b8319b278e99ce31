import { useTranslation } from 'react-i18next'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub, useDesk, useMessages } from '../../contexts/WebSocketContext.tsx'
import type { HeldMessage } from '../../services/staff-messages.ts'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../../ui/use-now.ts'
import { aboutMessage } from './message-words.ts'
import { SeenLine } from './SeenLine.tsx'
import { useTimeWords } from '../../contexts/use-time-words.ts'

const LOOK_MS = 5_000

/** The last messages, those that are over too, and which desks have seen them. */
export function MessageList({ mayWrite }: { mayWrite: boolean }) {
  const { t } = useTranslation()
  const { messages } = useMessages()
  return (
    <section className="messages-list" aria-label={t('messages.last')}>
      <h3 className="ui-card__title">{t('messages.last')}</h3>
      {messages.length === 0 && <p className="ui-empty">{t('messages.none')}</p>}
      <ul>
        {messages.map((message) => (
          <Row key={message.id} message={message} mayWrite={mayWrite} />
        ))}
      </ul>
    </section>
  )
}

function Row({ message, mayWrite }: { message: HeldMessage; mayWrite: boolean }) {
  const { t } = useTranslation()
  const timeOf = useTimeWords()
  const person = useDesk('person')
  const isOver = message.endsAt <= useNow(LOOK_MS)
  const mayEnd = mayWrite && (person?.role === 'manager' || person?.name === message.from)
  const about = [aboutMessage(message, t, timeOf), ...(isOver ? [t('messages.over')] : [])]
  return (
    <li className={isOver ? 'messages-list__row messages-list__row--over' : 'messages-list__row'}>
      <p className="messages-list__text" dir="auto">
        {message.text}
      </p>
      <p className="messages-list__about">{about.join(' · ')}</p>
      {message.asksSeen && <SeenLine message={message} />}
      {!isOver && mayEnd && <TakeBack message={message} />}
    </li>
  )
}

function TakeBack({ message: { id, text } }: { message: HeldMessage }) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const end = (): void =>
    run(async () => {
      await hub.call('messages.end', { id })
    })
  return (
    <div>
      <Button kind="small" label={t('messages.takeName', { text })} isDisabled={isGoing} onPress={end}>
        {t('messages.take')}
      </Button>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </div>
  )
}
