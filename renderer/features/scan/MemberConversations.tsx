import { useState } from 'react'
import type { MemberConversation } from '../../../server/protocol/follow-up.ts'
import { ConversationForm } from '../../contexts/ConversationForm.tsx'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatMoment, formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'

/** Who spoke to a member, when, and what came of it; another one is added here. */
export function MemberConversations({ memberId }: { memberId: string }) {
  const { t } = useWording()
  const hub = useHub()
  const { data, isError, refetch } = useHubQuery('conversations.list', { memberId })
  const [isAdding, setIsAdding] = useState(false)
  return (
    <section aria-label={t('counter.conversations.title')} className="member-sheet__part">
      <h3 className="ui-card__title">{t('counter.conversations.title')}</h3>
      {isError && <p className="ui-error">{t('counter.conversations.failed')}</p>}
      {data?.conversations.length === 0 && <p className="ui-empty">{t('counter.conversations.none')}</p>}
      <ol className="member-sheet__visits">
        {data?.conversations.map((one) => (
          <Conversation key={one.id} conversation={one} />
        ))}
      </ol>
      {isAdding ? (
        <ConversationForm
          label={t('counter.conversations.said')}
          save={(said) => hub.call('conversations.add', { memberId, ...said })}
          onSaved={() => {
            setIsAdding(false)
            void refetch()
          }}
          onCancel={() => setIsAdding(false)}
        />
      ) : (
        <div className="ui-actions">
          <Button onPress={() => setIsAdding(true)}>{t('counter.conversations.add')}</Button>
        </div>
      )}
    </section>
  )
}

function Conversation({ conversation }: { conversation: MemberConversation }) {
  const { t, language, today, timeZone } = useWording()
  const { at, author, list, spoken, note } = conversation
  const about = list === 'none' ? '' : t(`lists.${list}`)
  const became = spoken ? '' : t('counter.conversations.backOnList')
  const who = formatRow([formatMoment(at, today, timeZone, language), author, about, became], language)
  return (
    <li>
      <p>{note === '' ? who : <bdi>{note}</bdi>}</p>
      {note !== '' && <p className="member-sheet__more">{who}</p>}
    </li>
  )
}
