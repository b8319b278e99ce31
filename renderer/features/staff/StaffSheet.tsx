import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Choice } from '../../ui/Choice.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Accounts } from './Accounts.tsx'
import { Desks } from './Desks.tsx'
import './staff.css'

/** Who works here and which desks there are, for managers. */
export function StaffSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<'accounts' | 'desks'>('accounts')
  return (
    <Dialog title={t('staff.title')} closeLabel={t('close')} onClose={onClose}>
      <Choice
        label={t('staff.title')}
        value={shown}
        options={[
          { value: 'accounts', label: t('staff.accounts') },
          { value: 'desks', label: t('staff.desks') },
        ]}
        onChange={setShown}
      />
      {shown === 'accounts' ? <Accounts /> : <Desks />}
    </Dialog>
  )
}
