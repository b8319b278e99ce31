import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { OwnSecretSheet } from './OwnSecretSheet.tsx'
import { PIN_DIGITS } from '../../ui/PinField.tsx'

/** A PIN of one's own, for switching in at desks that know one's password. */
export function OwnPinSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const hub = useHub()
  const task = useOperation()
  const [password, setPassword] = useState('')
  const [pin, setPin] = useState('')
  const [isDone, setIsDone] = useState(false)
  return (
    <OwnSecretSheet
      title={t('people.setPin')}
      hint={t('people.setPinHint')}
      done={isDone ? t('people.pinSet') : null}
      isReady={password !== '' && pin.length === PIN_DIGITS}
      task={task}
      onSubmit={async () => {
        await hub.call('me.changePin', { password, pin })
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
        label={t('people.newPin')}
        value={pin}
        onChange={(value) => setPin(value.replace(/\D/g, ''))}
        hint={t('people.newPinHint')}
        autoComplete="one-time-code"
        maxLength={PIN_DIGITS}
        isSecret
      />
    </OwnSecretSheet>
  )
}
