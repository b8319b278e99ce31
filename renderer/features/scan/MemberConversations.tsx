import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { MAX_CONVERSATION_CHARACTERS, type MemberConversation } from '../../../server/protocol/follow-up.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatMoment, formatRow } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'

/** Who spoke to a member, when, and what came of it; another one is added here. */
export function MemberConversations({ memberId }: { memberId: string }) {
  const { t } = useWording()
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
          memberId={memberId}
          onAdded={() => {
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

interface ConversationFormProps {
  memberId: string
  onAdded: () => void
  onCancel: () => void
}

function ConversationForm({ memberId, onAdded, onCancel }: ConversationFormProps) {
  const { t } = useWording()
  const hub = useHub()
  const task = useOperation()
  const [note, setNote] = useState('')
  // The same at each try: one whose answer was lost is not noted twice.
  const [conversationId] = useState(() => uuidv7())
  const isReady = note.trim() !== '' && !task.isGoing
  const save = (): void => {
    if (!isReady) return
    task.run(async () => {
      await hub.call('conversations.add', { memberId, conversationId, note })
      onAdded()
    })
  }
  return (
    <Form className="fix-it__form" onSubmit={save}>
      <TextField
        label={t('counter.conversations.said')}
        value={note}
        onChange={setNote}
        maxLength={MAX_CONVERSATION_CHARACTERS}
        autoFocus
      />
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={!isReady}>
          {t('save')}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
