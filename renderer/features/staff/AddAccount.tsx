import { useState } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../server/protocol/roles.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormSelect, FormTextField } from '../../ui/form-fields.tsx'
import type { MadePassword } from './Accounts.tsx'
import { useRoles } from './use-roles.ts'

interface NewAccount {
  full_name: string
  username: string
  role: Role
}

/** Makes an account; its first password is made by the hub. */
export function AddAccount({ onAdded }: { onAdded: (made: MadePassword) => void }) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [isOpen, setIsOpen] = useState(false)
  const roles = useRoles()
  const { control, submit } = useOperationForm<'staff.add', NewAccount>('staff.add', {
    defaultValues: { full_name: '', username: '', role: 'receptionist' },
    params: ({ full_name, ...account }) => ({ ...account, full_name: full_name.trim() }),
  })
  const [name, username] = useWatch({ control, name: ['full_name', 'username'] })
  const isReady = name.trim() !== '' && username.trim() !== ''
  if (!isOpen) return <Button onPress={() => setIsOpen(true)}>{t('staff.add')}</Button>
  const add = submit((account) =>
    run(async () => {
      const { password = '' } = await hub.call('staff.add', account)
      onAdded({ name: account.full_name, password })
    }),
  )
  return (
    <Form
      className="staff__form"
      onSubmit={() => {
        if (isReady) add()
      }}
    >
      <FormTextField control={control} name="full_name" label={t('staff.name')} autoFocus maxLength={100} />
      <FormTextField
        control={control}
        name="username"
        label={t('staff.username')}
        hint={t('staff.usernameHint')}
        maxLength={64}
      />
      <FormSelect control={control} name="role" label={t('staff.role')} options={roles} />
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
