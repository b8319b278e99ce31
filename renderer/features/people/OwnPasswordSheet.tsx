import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { OwnSecretSheet } from './OwnSecretSheet.tsx'

/** A new password of one's own. */
export function OwnPasswordSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const hub = useHub()
  const task = useOperation()
  const [password, setPassword] = useState('')
  const [newPassword, setNewPassword] = useState('')
  const [isDone, setIsDone] = useState(false)
  return (
    <OwnSecretSheet
      title={t('people.changePassword')}
      hint={t('people.changePasswordHint')}
      done={isDone ? t('people.passwordChanged') : null}
      isReady={password !== '' && newPassword !== ''}
      task={task}
      onSubmit={async () => {
        await hub.call('me.changePassword', { password, newPassword })
        setIsDone(true)
      }}
      onClose={onClose}
    >
      <TextField
        label={t('people.password')}
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
        isSecret
      />
      <TextField
        label={t('people.newPassword')}
        value={newPassword}
        onChange={setNewPassword}
        hint={t('people.newPasswordHint')}
        autoComplete="new-password"
        isSecret
      />
    </OwnSecretSheet>
  )
}
