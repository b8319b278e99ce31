import { useTranslation } from 'react-i18next'
import type { ShownMember } from '../../services/shown-result.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { NoteForm } from './NoteForm.tsx'

/** Writes a note about the member on the stage. */
export function NoteSheet({ member, onClose }: { member: ShownMember; onClose: () => void }) {
  const { t } = useTranslation()
  const title = t('memberNotes.addTo', { name: member.full_name })
  return (
    <Dialog title={title} closeLabel={t('close')} onClose={onClose}>
      <NoteForm memberId={member.id} note={null} onDone={onClose} />
    </Dialog>
  )
}
