import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import type { StaffAccount } from '../../../server/protocol/accounts.ts'
import type { Role } from '../../../server/protocol/roles.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import type { MadePassword } from './Accounts.tsx'
import { Question } from './Question.tsx'
import { useRoles } from './use-roles.ts'

interface AccountRowProps {
  account: StaffAccount
  /** Told after each change, with the password where a new one was made. */
  onChanged: (made: MadePassword | null) => void
}

/** One account and what can be done with it. */
export function AccountRow({ account, onChanged }: AccountRowProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const [isAsking, setIsAsking] = useState(false)
  const roles = useRoles()
  const { id, full_name: name, username, role, disabled, has_pin: hasPin } = account
  const change = (asked: { role?: Role; disabled?: boolean }): void =>
    run(async () => {
      await hub.call('staff.change', { id, ...asked })
      onChanged(null)
    })
  const reset = async (): Promise<void> => {
    const { password } = await hub.call('staff.resetPassword', { id })
    onChanged({ name, password })
  }
  return (
    <li className={disabled ? 'staff__row staff__row--disabled' : 'staff__row'} aria-label={name}>
      <div className="staff__who">
        <span className="staff__name" dir="auto">
          {name}
        </span>
        <span className="staff__username">{hasPin ? t('staff.hasPin', { username }) : username}</span>
        {disabled && <Chip tone="warning">{t('staff.disabled')}</Chip>}
      </div>
      <div className="staff__actions">
        <SelectField
          isInRow
          label={t('staff.roleOf', { name })}
          value={role}
          options={roles}
          isDisabled={isGoing}
          onChange={(chosen) => change({ role: chosen })}
        />
        <Button kind="small" isDisabled={isGoing} onPress={() => setIsAsking(true)}>
          {t('staff.reset')}
        </Button>
        <Button kind="small" isDisabled={isGoing} onPress={() => change({ disabled: !disabled })}>
          {t(disabled ? 'staff.enable' : 'staff.disable')}
        </Button>
      </div>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      {isAsking && (
        <Question
          title={t('staff.resetAsk', { name })}
          means={t('staff.resetMeans', { name })}
          doIt={t('staff.reset')}
          onYes={() => run(reset)}
          onClose={() => setIsAsking(false)}
        />
      )}
    </li>
  )
}
