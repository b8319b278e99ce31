import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { JoinResult, KioskBridge } from '../../../electron/bridge.ts'
import { readPairingText } from '../../../server/protocol/pairing.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'
import './first-start.css'

interface JoinFormProps {
  kiosk: Pick<KioskBridge, 'joinHub'>
  onBack: () => void
}

/** What was asked of the shell: nothing yet, being looked for, or its answer. */
type Joining = 'not_yet' | 'looking' | JoinResult | 'failed'

/** Makes this PC a desk of the hub whose text is typed or scanned. After it has joined, the shell starts anew. */
export function JoinForm({ kiosk, onBack }: JoinFormProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [address, setAddress] = useState('')
  const [joining, setJoining] = useState<Joining>('not_yet')
  const isGoing = joining === 'looking' || joining === 'joined'
  const submit = (): void => {
    if (isGoing) return
    if (readPairingText(text) === null) {
      setJoining('no_text')
      return
    }
    setJoining('looking')
    kiosk.joinHub({ text, address }).then(setJoining, () => setJoining('failed'))
  }
  return (
    <Form className="first-start__form" onSubmit={submit}>
      <h1 className="first-start__title">{t('firstStart.joinTitle')}</h1>
      <p>{t('firstStart.joinHow')}</p>
      <TextField
        label={t('firstStart.text')}
        value={text}
        onChange={(value) => {
          setText(value)
          setJoining('not_yet')
        }}
        hint={t('firstStart.textHint')}
        error={joining === 'no_text' ? t('firstStart.no_text') : null}
        autoFocus
      />
      <TextField
        label={t('firstStart.address')}
        value={address}
        onChange={setAddress}
        hint={t('firstStart.addressHint')}
        error={joining === 'bad_address' ? t('firstStart.bad_address') : null}
      />
      <Progress joining={joining} />
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing}>
          {t('firstStart.join')}
        </Button>
        <Button onPress={onBack} isDisabled={isGoing}>
          {t('firstStart.back')}
        </Button>
      </div>
    </Form>
  )
}

/** How far it is, or why it did not work. */
function Progress({ joining }: { joining: Joining }) {
  const { t } = useTranslation()
  const isUnderway = joining === 'looking' || joining === 'joined'
  const isAtField = joining === 'not_yet' || joining === 'no_text' || joining === 'bad_address'
  return (
    <>
      <p role="status">{isUnderway && t(`firstStart.${joining}`)}</p>
      <div role="alert">
        {!isUnderway && !isAtField && <p className="ui-error">{t(`firstStart.${joining}`)}</p>}
      </div>
    </>
  )
}
