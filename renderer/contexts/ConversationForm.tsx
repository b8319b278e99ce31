import { useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { MAX_CONVERSATION_CHARACTERS } from '../../server/protocol/follow-up.ts'
import { Button } from '../ui/Button.tsx'
import { Form } from '../ui/Form.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useOperation } from './use-operation.ts'
import { useWording } from './use-wording.ts'
import './conversation.css'

interface ConversationFormProps {
  label: string
  /** True where it may be noted that somebody spoke to the member, and nothing else. */
  isNoteOptional?: boolean
  /** Asked again after an answer that was lost, it has the same id. */
  save: (said: { conversationId: string; note: string }) => Promise<unknown>
  onSaved: () => void
  onCancel: () => void
}

/** A line about what was said to a member. */
export function ConversationForm(props: ConversationFormProps) {
  const { label, isNoteOptional = false, save, onSaved, onCancel } = props
  const { t } = useWording()
  const task = useOperation()
  const [note, setNote] = useState('')
  const [conversationId] = useState(() => uuidv7())
  const isReady = (isNoteOptional || note.trim() !== '') && !task.isGoing
  const submit = (): void => {
    if (!isReady) return
    task.run(async () => {
      await save({ conversationId, note })
      onSaved()
    })
  }
  return (
    <Form className="conversation-form" onSubmit={submit}>
      <TextField
        label={label}
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
