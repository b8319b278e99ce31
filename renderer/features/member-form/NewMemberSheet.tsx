import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { HubRefusal } from '../../services/hub-refusal.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'
import { ContactFields } from './ContactFields.tsx'
import { LookAlikes } from './LookAlikes.tsx'
import { newMemberOf, valuesOfNew } from './member-values.ts'
import { useMemberForm } from './use-member-form.ts'
import './member-form.css'

interface Named {
  id: string
  full_name: string
}

interface NewMemberSheetProps {
  /** As far as it was typed already. */
  name?: string
  /** The card that is to be theirs. */
  card?: string | null
  onAdded: (member: Named) => void
  /** Shows all of a member who is there already. */
  onOpen: (member: Named) => void
  onClose: () => void
}

/** Adds a member. A name and Enter is enough; what is typed stays where the hub is away. */
export function NewMemberSheet({ name = '', card = null, onAdded, onOpen, onClose }: NewMemberSheetProps) {
  const { t } = useTranslation()
  const hub = useHub()
  // The same for each try: one that was heard and not answered adds nobody twice.
  const [memberId] = useState(() => uuidv7())
  const [holder, setHolder] = useState<Named | null>(null)
  const { control, submit, isGoing, error } = useMemberForm('members.add', {
    defaultValues: valuesOfNew(name),
    params: (values) => ({ memberId, ...newMemberOf(values), ...(card !== null && { card }) }),
    refusals: { request_conflict: t('memberForm.addedAlready') },
  })
  const add = submit(async (asked) => {
    setHolder(null)
    await hub.call('members.add', asked).catch((refused: unknown) => {
      setHolder(holderIn(refused))
      throw refused
    })
    onAdded({ id: memberId, full_name: asked.full_name })
  })
  return (
    <Dialog title={t('memberForm.new')} closeLabel={t('close')} onClose={onClose}>
      {card !== null && (
        <p className="member-form__card" dir="ltr">
          {card}
        </p>
      )}
      <Form className="member-form" onSubmit={add}>
        <FormTextField control={control} name="full_name" label={t('memberForm.name')} autoFocus />
        <LookAlikes control={control} onOpen={onOpen} />
        <ContactFields control={control} />
        <FormTextField control={control} name="valid_from" type="date" label={t('memberSheet.from')} />
        <FormTextField control={control} name="valid_until" type="date" label={t('memberSheet.until')} />
        <FormTextField
          control={control}
          name="visits_left"
          label={t('memberSheet.left')}
          hint={t('memberForm.visitsHint')}
          inputMode="numeric"
        />
        <div role="alert">
          {error !== null && (
            <p className="ui-error">{holder ? t('memberForm.holder', { name: holder.full_name }) : error}</p>
          )}
        </div>
        <div className="ui-actions">
          <Button kind="primary" type="submit" isDisabled={isGoing}>
            {t(card === null ? 'memberForm.add' : 'memberForm.addAndScan')}
          </Button>
          {error !== null && holder !== null && (
            <Button onPress={() => onOpen(holder)}>
              {t('memberForm.openName', { name: holder.full_name })}
            </Button>
          )}
          <Button onPress={onClose}>{t('cancel')}</Button>
        </div>
      </Form>
    </Dialog>
  )
}

/** Whose card it is, where the hub says so. */
function holderIn(error: unknown): Named | null {
  const holder = error instanceof HubRefusal ? error.details['holder'] : null
  return typeof holder === 'object' && holder !== null ? (holder as Named) : null
}
