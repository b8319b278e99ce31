import { useState } from 'react'
import { useWatch, type Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { MAX_NOTES_CHARACTERS } from '../../../server/protocol/limits.ts'
import { NOTE_LEVELS, type MemberNote } from '../../../server/protocol/notes.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormChoice, FormTextArea, FormTextField } from '../../ui/form-fields.tsx'
import { useWording } from '../../contexts/use-wording.ts'

interface NoteFormProps {
  memberId: string
  /** The note to change, or null for a new one. */
  note: MemberNote | null
  onDone: () => void
}

type Written = Pick<MemberNote, 'level' | 'text'> & {
  /** YYYY-MM-DD, or empty. */
  until: string
}

/** Writes a note about a member, or changes one. */
export function NoteForm({ memberId, note, onDone }: NoteFormProps) {
  const { t } = useTranslation()
  const { today } = useWording()
  const hub = useHub()
  const task = useOperation({ request_conflict: t('memberNotes.ended') })
  // The same at each try: a note whose answer was lost is not written twice.
  const [noteId] = useState(() => note?.id ?? uuidv7())
  const { control, submit } = useOperationForm<'notes.write', Written>('notes.write', {
    defaultValues: { level: note?.level ?? 'warning', text: note?.text ?? '', until: note?.until ?? '' },
    params: ({ level, text, until }) => ({
      ...{ memberId, noteId, level, text: text.trim() },
      until: until === '' ? null : until,
    }),
    words: { text: t('memberNotes.textMissing') },
  })
  const save = submit((written) =>
    task.run(async () => {
      await hub.call('notes.write', written)
      onDone()
    }),
  )
  return (
    <Form className="note-form" onSubmit={save}>
      <FormTextArea
        control={control}
        name="text"
        label={t('memberNotes.text')}
        maxCharacters={MAX_NOTES_CHARACTERS}
        autoFocus
      />
      <LevelChoice control={control} />
      <FormTextField
        control={control}
        name="until"
        label={t('memberNotes.until')}
        hint={t('memberNotes.untilHint')}
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
function LevelChoice({ control }: { control: Control<Written> }) {
  const { t } = useTranslation()
  const level = useWatch({ control, name: 'level' })
  return (
    <div className="note-form__level">
      <FormChoice
        control={control}
        name="level"
        label={t('memberNotes.level')}
        options={NOTE_LEVELS.map((value) => ({ value, label: t(`memberNotes.levels.${value}`) }))}
      />
      <p className="ui-field__hint">{t(`memberNotes.levelHint.${level}`)}</p>
    </div>
  )
}
