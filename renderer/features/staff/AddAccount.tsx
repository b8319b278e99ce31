import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../server/protocol/roles.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextField } from '../../ui/TextField.tsx'
import type { MadePassword } from './Accounts.tsx'
import { useRoles } from './use-roles.ts'

/** Makes an account; its first password is made by the hub. */
export function AddAccount({ onAdded }: { onAdded: (made: MadePassword) => void }) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [isOpen, setIsOpen] = useState(false)
  const [name, setName] = useState('')
  const [username, setUsername] = useState('')
  const [role, setRole] = useState<Role>('receptionist')
  const roles = useRoles()
  const isReady = name.trim() !== '' && username.trim() !== ''
  if (!isOpen) return <Button onPress={() => setIsOpen(true)}>{t('staff.add')}</Button>
  const add = async (): Promise<void> => {
    const { password = '' } = await hub.call('staff.add', { username, full_name: name.trim(), role })
    onAdded({ name: name.trim(), password })
  }
  return (
    <Form
      className="staff__form"
      onSubmit={() => {
        if (isReady) run(add)
      }}
    >
      <TextField label={t('staff.name')} value={name} onChange={setName} autoFocus maxLength={100} />
      <TextField
        label={t('staff.username')}
        value={username}
        onChange={setUsername}
        hint={t('staff.usernameHint')}
        maxLength={64}
      />
      <SelectField label={t('staff.role')} value={role} options={roles} onChange={setRole} />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={!isReady || isGoing}>
          {t('staff.addSubmit')}
        </Button>
        <Button onPress={() => setIsOpen(false)}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
