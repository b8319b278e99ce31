import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../../ui/Dialog.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { usePeople } from '../../contexts/use-people.ts'
import { WhoIsIt } from './WhoIsIt.tsx'

/** Lets another person take over; whoever is signed in stays so until then. */
export function SwitchSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const people = usePeople()
  const [wantsPassword, setWantsPassword] = useState(false)
  const isNobodyKnown = people !== null && people.length === 0
  return (
    <Dialog title={t('people.switch')} closeLabel={t('close')} onClose={onClose}>
      {people === null && <p role="status">{t('signIn.asking')}</p>}
      {isNobodyKnown && <p className="ui-empty">{t('people.nobodyKnown')}</p>}
      {people !== null && (wantsPassword || isNobodyKnown) && (
        <PasswordForm asksDeskName={false} onDone={onClose} />
      )}
      {people !== null && !wantsPassword && !isNobodyKnown && (
        <WhoIsIt people={people} onPassword={() => setWantsPassword(true)} onDone={onClose} />
      )}
    </Dialog>
  )
}
