import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { GuestForm } from './GuestForm.tsx'

interface GuestSheetProps {
  host: { id: string; full_name: string }
  onClose: () => void
}

/** Lets a guest in of the member who was scanned. */
export function GuestSheet({ host, onClose }: GuestSheetProps) {
  const { t } = useTranslation()
  return (
    <Dialog
      title={t('families.guest.title', { name: host.full_name })}
      closeLabel={t('close')}
      onClose={onClose}
    >
      <GuestForm hostId={host.id} onDone={onClose} />
    </Dialog>
  )
}
