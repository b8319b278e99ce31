import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { KioskBridge, PromoteResult } from '../../../electron/bridge.ts'
import { useMoment } from '../../contexts/use-moment.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'
import './standby.css'

interface PromoteDialogProps {
  kiosk: Pick<KioskBridge, 'promoteStandby'>
  /** When the copy was as the hub was, milliseconds since 1970. */
  copyOf: number
  onClose: () => void
}

type Promoting = 'not_yet' | 'going' | PromoteResult

/** Makes this PC the hub: says what that means, and asks for a manager of the copy. The shell starts anew after it. */
export function PromoteDialog({ kiosk, copyOf, onClose }: PromoteDialogProps) {
  const { t } = useTranslation()
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [promoting, setPromoting] = useState<Promoting>('not_yet')
  const isGoing = promoting === 'going' || promoting === 'promoted'
  const isReady = username.trim() !== '' && password !== '' && !isGoing
  const submit = (): void => {
    if (!isReady) return
    setPromoting('going')
    kiosk.promoteStandby({ username, password }).then(setPromoting, () => setPromoting('failed'))
  }
  return (
    <Dialog title={t('promote.title')} closeLabel={t('cancel')} onClose={onClose}>
      <Form className="standby__form" onSubmit={submit}>
        <Meaning copyOf={copyOf} />
        <p>{t('promote.who')}</p>
        <TextField label={t('fixIt.managerName')} value={username} onChange={setUsername} autoFocus />
        <TextField label={t('signIn.password')} value={password} onChange={setPassword} isSecret />
        <p role="status">{isGoing && t(`promote.${promoting}`)}</p>
        <div role="alert">
          {!isGoing && promoting !== 'not_yet' && <p className="ui-error">{t(`promote.${promoting}`)}</p>}
        </div>
        <div className="ui-actions">
          <Button kind="primary" type="submit" isDisabled={!isReady}>
            {t('promote.doIt')}
          </Button>
          <Button onPress={onClose} isDisabled={isGoing}>
            {t('cancel')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}

/** What there is to know before. */
function Meaning({ copyOf }: { copyOf: number }) {
  const { t } = useTranslation()
  const moment = useMoment()(copyOf)
  return (
    <ul className="standby__meaning">
      <li>{t('promote.first')}</li>
      <li>{t('promote.copyOf', { moment })}</li>
      <li>{t('promote.lost', { moment })}</li>
      <li>{t('promote.staysOff')}</li>
    </ul>
  )
}
