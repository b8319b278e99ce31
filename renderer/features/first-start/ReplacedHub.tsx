import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JoinResult, KioskBridge, PcRole } from '../../../electron/bridge.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'
import './first-start.css'

interface ReplacedHubProps {
  kiosk: Pick<KioskBridge, 'joinNextHub'>
  /** What this PC is by now. */
  role: PcRole
}

/** Says that another PC is the gym's hub now, and makes this one a desk of it. After it has joined, the shell starts anew. */
export function ReplacedHub({ kiosk, role }: ReplacedHubProps) {
  const { t } = useTranslation()
  return (
    <>
      <h1 className="first-start__title">{t('replaced.title')}</h1>
      <p>{t('replaced.what')}</p>
      {role === 'host' ? <JoinNextHub kiosk={kiosk} /> : <p>{t('replaced.fixed')}</p>}
    </>
  )
}

type Joining = 'not_yet' | 'looking' | Exclude<JoinResult, 'no_text'> | 'failed'

function JoinNextHub({ kiosk }: Pick<ReplacedHubProps, 'kiosk'>) {
  const { t } = useTranslation()
  const [address, setAddress] = useState('')
  const [joining, setJoining] = useState<Joining>('not_yet')
  const isGoing = joining === 'looking' || joining === 'joined'
  const isWrong = joining === 'nobody' || joining === 'no_answer' || joining === 'other_hub'
  const submit = (): void => {
    if (isGoing) return
    setJoining('looking')
    kiosk.joinNextHub(address).then(setJoining, () => setJoining('failed'))
  }
  return (
    <Form className="first-start__form" onSubmit={submit}>
      <TextField
        label={t('firstStart.address')}
        value={address}
        onChange={setAddress}
        hint={t('firstStart.addressHint')}
        error={joining === 'bad_address' ? t('firstStart.bad_address') : null}
      />
      <p role="status">{isGoing && t(`firstStart.${joining}`)}</p>
      <div role="alert">
        {(isWrong || joining === 'failed') && <p className="ui-error">{t(`replaced.${joining}`)}</p>}
      </div>
      <Button kind="primary" type="submit" isDisabled={isGoing} autoFocus>
        {t('replaced.join')}
      </Button>
    </Form>
  )
}
