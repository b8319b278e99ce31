import { useTranslation } from 'react-i18next'
import type { StaffMessage } from '../../../server/protocol/staff-messages.ts'
import { useMessages } from '../../contexts/WebSocketContext.tsx'
import { useTimeWords } from '../../contexts/use-time-words.ts'

/** Which desks have seen a message, and which have not yet. */
export function SeenLine({ message }: { message: StaffMessage }) {
  const { t, i18n } = useTranslation()
  const { desks } = useMessages()
  const timeOf = useTimeWords()
  const { seen, toDesk, fromDesk } = message
  const list = new Intl.ListFormat(i18n.language)
  const hasSeen = new Set(seen.map(({ desk }) => desk.id))
  const asked = toDesk ? [toDesk] : desks.filter(({ id }) => id !== fromDesk?.id)
  const missing = asked.filter(({ id }) => !hasSeen.has(id)).map(({ name }) => name)
  const told = seen.map(({ desk, name, at }) =>
    t('messages.seenBy', { desk: desk.name, name: name || t('messages.somebody'), time: timeOf(at) }),
  )
  return (
    <p className="messages-list__seen" data-testid="message-seen">
      {told.length === 0 ? t('messages.nobodySeen') : t('messages.seenAt', { desks: list.format(told) })}
      {missing.length > 0 && ` · ${t('messages.notSeen', { desks: list.format(missing) })}`}
    </p>
  )
}
