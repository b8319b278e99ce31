import { useRef, useState } from 'react'
import { v7 as uuidv7 } from 'uuid'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useDeskPosition, useHub } from '../../contexts/WebSocketContext.tsx'
import { formatNumber } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { walkRows } from '../../ui/row-focus.ts'
import { TextField } from '../../ui/TextField.tsx'
import { KnownPeople } from './KnownPeople.tsx'
import { useLetIn } from './use-let-in.ts'

interface GuestFormProps {
  hostId: string
  onDone: () => void
}

/** The guest's name and Enter: they come in on a guest pass of whoever brings them. */
export function GuestForm({ hostId, onDone }: GuestFormProps) {
  const { t } = useWording()
  const hub = useHub()
  const { deskPosition } = useDeskPosition()
  const form = useRef<HTMLDivElement>(null)
  const [name, setName] = useState('')
  const [ids] = useState(() => ({ id: uuidv7(), memberId: uuidv7() }))
  const { isGoing, error, people, forget, letIn } = useLetIn(onDone)
  const bring = (who: { memberId?: string; isAnother?: boolean } = {}): void => {
    if (name.trim() === '') return
    const where = deskPosition.location === '' ? {} : { location: deskPosition.location }
    letIn(() => hub.call('guests.bring', { ...ids, hostId, full_name: name, ...where, ...who }))
  }
  return (
    <div ref={form} onKeyDown={(event) => walkRows(event, form.current)}>
      <Form className="fix-it__form" onSubmit={bring}>
        <TextField
          label={t('families.guest.name')}
          value={name}
          autoFocus
          onChange={(typed) => {
            setName(typed)
            forget()
          }}
        />
        <Passes hostId={hostId} />
        <KnownPeople
          {...{ people, name, isGoing }}
          onChoose={({ id: memberId }) => bring({ memberId })}
          onAnother={() => bring({ isAnother: true })}
        />
        <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
        <div className="ui-actions">
          <Button kind="primary" type="submit" isDisabled={isGoing || name.trim() === ''}>
            {t('families.guest.submit')}
          </Button>
          <Button onPress={onDone}>{t('cancel')}</Button>
        </div>
      </Form>
    </div>
  )
}

/** How many guest passes are left. */
function Passes({ hostId }: Pick<GuestFormProps, 'hostId'>) {
  const { t, language } = useWording()
  const { data } = useHubQuery('families.of', { memberId: hostId })
  if (!data) return null
  const count = Math.max(0, data.guests.allowed - data.guests.brought.length)
  return <p>{t('families.guest.left', { count, number: formatNumber(count, language) })}</p>
}
