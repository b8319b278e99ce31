import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../server/protocol/roles.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useHub, useDesk } from '../../contexts/WebSocketContext.tsx'
import { formatTime, knownTimeZone } from '../../i18n/format.ts'
import type { SignInLink } from '../../../server/protocol/accounts.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormSelect, FormTextField } from '../../ui/form-fields.tsx'
import { drawQr } from './draw-qr.ts'
import { OneTimeSecret } from './OneTimeSecret.tsx'
import { useRoles } from './use-roles.ts'

/** Makes a code that signs in one more desk. Whoever is done with it may have signed one in. */
export function NewDesk({ onDone }: { onDone: () => void }) {
  const { t, i18n } = useTranslation()
  const gym = useDesk('gym')
  const [link, setLink] = useState<SignInLink | null>(null)
  const [isOpen, setIsOpen] = useState(false)
  const close = (): void => {
    setLink(null)
    setIsOpen(false)
    onDone()
  }
  if (!isOpen) return <Button onPress={() => setIsOpen(true)}>{t('staff.newDesk')}</Button>
  if (!link) return <AskForLink onLink={setLink} onCancel={close} />
  const time = formatTime(link.expiresAt, knownTimeZone(gym?.timeZone), i18n.language)
  if (link.pairing) return <PairingText {...link.pairing} time={time} onDone={close} />
  return (
    <OneTimeSecret
      title={t('staff.codeTitle')}
      secret={link.code}
      hint={t('staff.codeHint', { time })}
      copied={link.address}
      copyLabel={t('staff.copyLink')}
      onDone={close}
    />
  )
}

interface PairingTextProps {
  text: string
  addresses: readonly string[]
  /** Until when it is good. */
  time: string
  onDone: () => void
}

/** What another PC is told to join: to be scanned by its own reader, or typed. */
function PairingText({ text, addresses, time, onDone }: PairingTextProps) {
  const { t } = useTranslation()
  const [picture, setPicture] = useState<string | null>(null)
  useEffect(() => {
    void drawQr(text).then(setPicture)
  }, [text])
  return (
    <OneTimeSecret
      title={t('staff.codeTitle')}
      secret={text}
      hint={t('staff.pairingHint', { time })}
      onDone={onDone}
    >
      <div className="staff__pairing">
        {picture !== null && <img className="staff__qr" src={picture} alt={t('staff.pairingQr')} />}
        <p>{t('staff.pairingAt', { addresses: addresses.join(', ') })}</p>
      </div>
    </OneTimeSecret>
  )
}

function AskForLink({ onLink, onCancel }: { onLink: (link: SignInLink) => void; onCancel: () => void }) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation()
  const roles = useRoles()
  const { control, submit } = useOperationForm<'links.make', { name: string; role: Role }>('links.make', {
    defaultValues: { name: '', role: 'receptionist' },
    params: ({ name, role }) => ({ role, name: name.trim() }),
  })
  const make = submit((link) => run(async () => onLink(await hub.call('links.make', link))))
  return (
    <Form className="staff__form" onSubmit={make}>
      <p>{t('staff.newDeskHint')}</p>
      <FormTextField control={control} name="name" label={t('staff.whoWorks')} autoFocus maxLength={100} />
      <FormSelect control={control} name="role" label={t('staff.role')} options={roles} />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing}>
          {t('staff.makeCode')}
        </Button>
        <Button onPress={onCancel}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
