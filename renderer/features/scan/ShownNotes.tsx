import { useTranslation } from 'react-i18next'
import type { MemberNote } from '../../../server/protocol/notes.ts'
import type { ShownMember } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { KEYS, keyLabel } from '../../ui/keys.ts'
import { NoteText } from './NoteText.tsx'
import { useMemberNotes } from './use-member-notes.ts'
import { useWording } from '../../contexts/use-wording.ts'

const NONE: readonly MemberNote[] = []

/** The notes about the member on the stage, as they are now, and the way to write one. */
export function ShownNotes({ member, onWrite }: { member: ShownMember; onWrite: () => void }) {
  const { t } = useTranslation()
  const wording = useWording()
  const notes = useMemberNotes(member.id, member.notes ?? NONE)
  return (
    <>
      {notes.map((note) => (
        <aside key={note.id} className={`note note--${note.level}`} aria-label={t('stage.note')}>
          <NoteText note={note} wording={wording} />
        </aside>
      ))}
      <div>
        <Button kind="small" keyHint={keyLabel(KEYS.writeNote)} onPress={onWrite}>
          {t('memberNotes.add')}
        </Button>
      </div>
    </>
  )
}
