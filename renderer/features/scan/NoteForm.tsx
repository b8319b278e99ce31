import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { MAX_NOTES_CHARACTERS } from '../../../server/protocol/limits.ts'
import { NOTE_LEVELS, type MemberNote, type NoteLevel } from '../../../server/protocol/notes.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useWording } from '../../contexts/use-wording.ts'

interface NoteFormProps {
  memberId: string
  /** The note to change, or null for a new one. */
  note: MemberNote | null
  onDone: () => void
}

/** Writes a note about a member, or changes one. */
export function NoteForm({ memberId, note, onDone }: NoteFormProps) {
  const { t } = useTranslation()
  const { today } = useWording()
  const hub = useHub()
  const task = useOperation({ request_conflict: t('memberNotes.ended') })
  // The same at each try: a note whose answer was lost is not written twice.
  const [noteId] = useState(() => note?.id ?? uuidv7())
  const [level, setLevel] = useState<NoteLevel>(note?.level ?? 'warning')
  const [text, setText] = useState(note?.text ?? '')
  const [until, setUntil] = useState(note?.until ?? '')
  const [isTried, setIsTried] = useState(false)
  const isEmpty = text.trim() === ''
  const save = (): void =>
    task.run(async () => {
      const note = { level, text: text.trim(), until: until === '' ? null : until }
      await hub.call('notes.write', { memberId, noteId, ...note })
      onDone()
    })
  return (
    <Form
      className="note-form"
      onSubmit={() => {
        setIsTried(true)
        if (!isEmpty) save()
      }}
    >
      <TextArea
        label={t('memberNotes.text')}
        value={text}
        onChange={setText}
        maxCharacters={MAX_NOTES_CHARACTERS}
        error={isTried && isEmpty ? t('memberNotes.textMissing') : null}
        autoFocus
      />
      <LevelChoice level={level} onChange={setLevel} />
      <TextField
        label={t('memberNotes.until')}
        hint={t('memberNotes.untilHint')}
        value={until}
        onChange={setUntil}
        type="date"
        min={today}
      />
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={task.isGoing}>
          {t('memberNotes.save')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}

/** How much the note asks, and what that means. */
function LevelChoice({ level, onChange }: { level: NoteLevel; onChange: (level: NoteLevel) => void }) {
  const { t } = useTranslation()
  return (
    <div className="note-form__level">
      <Choice
        label={t('memberNotes.level')}
        value={level}
        options={NOTE_LEVELS.map((value) => ({ value, label: t(`memberNotes.levels.${value}`) }))}
        onChange={onChange}
      />
      <p className="ui-field__hint">{t(`memberNotes.levelHint.${level}`)}</p>
    </div>
  )
}
