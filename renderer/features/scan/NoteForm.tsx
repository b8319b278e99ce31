import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_NOTES_CHARACTERS } from '../../../server/protocol/limits.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useHubTask } from '../../contexts/use-hub-task.ts'
import { useAdministration } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextArea } from '../../ui/TextArea.tsx'

/** The note for staff, and whether it has to be read before the member may come in. */
export function NoteForm({ member, onDone }: { member: MemberDetails; onDone: () => void }) {
  const { t } = useTranslation()
  const administration = useAdministration()
  const { isGoing, error, run } = useHubTask({ request_conflict: t('renewal.overtaken') })
  const [seen] = useState({ note: member.note, note_must_be_read: member.note_must_be_read })
  const [note, setNote] = useState(seen.note)
  const [mustBeRead, setMustBeRead] = useState(seen.note_must_be_read)
  const keep = async (): Promise<void> => {
    const text = note.trim()
    const now = { note: text, note_must_be_read: text !== '' && mustBeRead }
    await administration.changeMember(member.id, { was: seen, now })
    onDone()
  }
  return (
    <form
      className="fix-it__form"
      onSubmit={(event) => {
        event.preventDefault()
        run(keep)
      }}
    >
      <TextArea
        label={t('memberCard.note')}
        hint={t('memberCard.noteHint')}
        value={note}
        onChange={setNote}
        maxLength={MAX_NOTES_CHARACTERS}
        autoFocus
      />
      <Switch isOn={mustBeRead} onChange={setMustBeRead}>
        {t('memberCard.mustBeRead')}
      </Switch>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing}>
          {t('save')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </form>
  )
}
