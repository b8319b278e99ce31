import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { MemberNote } from '../../../server/protocol/notes.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { NoteForm } from './NoteForm.tsx'
import { NoteText } from './NoteText.tsx'
import { useWording } from '../../contexts/use-wording.ts'

interface MemberNotesProps {
  memberId: string
  notes: readonly MemberNote[]
}

/** The notes about a member, to read, to write, to change and to end. */
export function MemberNotes({ memberId, notes }: MemberNotesProps) {
  const { t } = useTranslation()
  const [written, setWritten] = useState<MemberNote | 'new' | null>(null)
  if (written !== null) {
    const note = written === 'new' ? null : written
    return <NoteForm memberId={memberId} note={note} onDone={() => setWritten(null)} />
  }
  return (
    <section className="member-notes" aria-label={t('memberNotes.title')}>
      <div className="member-notes__top">
        <h3 className="ui-card__title">{t('memberNotes.title')}</h3>
        <Button kind="small" onPress={() => setWritten('new')}>
          {t('memberNotes.add')}
        </Button>
      </div>
      {notes.length === 0 && <p className="member-notes__none">{t('memberNotes.none')}</p>}
      <ul className="member-notes__list">
        {notes.map((note) => (
          <NoteRow key={note.id} memberId={memberId} note={note} onEdit={() => setWritten(note)} />
        ))}
      </ul>
    </section>
  )
}

interface NoteRowProps {
  memberId: string
  note: MemberNote
  onEdit: () => void
}

function NoteRow({ memberId, note, onEdit }: NoteRowProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const { text } = note
  const end = (): void =>
    run(async () => {
      await hub.call('notes.end', { memberId, noteId: note.id })
    })
  return (
    <li className={`note note--${note.level}`}>
      <NoteText note={note} wording={wording} />
      <div className="note__actions">
        <Button kind="small" label={t('memberNotes.editName', { text })} onPress={onEdit}>
          {t('memberNotes.edit')}
        </Button>
        <Button kind="small" label={t('memberNotes.endName', { text })} isDisabled={isGoing} onPress={end}>
          {t('memberNotes.end')}
        </Button>
      </div>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
    </li>
  )
}
