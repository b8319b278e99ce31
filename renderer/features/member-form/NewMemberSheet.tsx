import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { useScanActions } from '../../contexts/CheckInContext.tsx'
import { NoPlansYet } from '../../contexts/NoPlansYet.tsx'
import { useSoldPlans } from '../../contexts/use-plans.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { HubRefusal } from '../../services/hub-refusal.ts'
import type { MadeRenewal } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'
import { ContactFields } from './ContactFields.tsx'
import { FirstPlan } from './FirstPlan.tsx'
import { LookAlikes } from './LookAlikes.tsx'
import { newMemberOf, valuesOfNew } from './member-values.ts'
import { NewPhoto } from './NewPhoto.tsx'
import { renewalOf, useFirstSale } from './use-first-sale.ts'
import { useMemberForm } from './use-member-form.ts'
import './member-form.css'

interface Named {
  id: string
  full_name: string
}

type Done = (member: Named, renewal?: MadeRenewal) => void

interface NewMemberSheetProps {
  /** As far as it was typed already. */
  name?: string
  /** The card that is to be theirs. */
  card?: string | null
  /** Told with what they bought, where they did. */
  onAdded: Done
  /** Shows all of a member who is there already. */
  onOpen: (member: Named) => void
  /** Opens the catalogue of plans. */
  onPlans: () => void
  onClose: () => void
}

/** Adds a member, with photo and plan, all or nothing. A name and Enter is enough; what is typed stays where the hub is away. */
export function NewMemberSheet(props: NewMemberSheetProps) {
  const { name = '', card = null, onAdded, onOpen, onPlans, onClose } = props
  const { t } = useTranslation()
  const { letIn } = useScanActions()
  const plans = useSoldPlans('')
  const first = useFirstSale(plans ?? [])
  const [image, setImage] = useState<string | null>(null)
  const { control, add, isGoing, error, holder } = useAdding({ name, card, image, sale: first.sale })
  const isWaiting = isGoing || first.wrong !== null
  return (
    <Dialog title={t('memberForm.new')} closeLabel={t('close')} onClose={onClose}>
      {card !== null && (
        <p className="member-form__card" dir="ltr">
          {card}
        </p>
      )}
      <Form className="member-form" onSubmit={isWaiting ? () => undefined : add(onAdded)}>
        <FormTextField control={control} name="full_name" label={t('memberForm.name')} autoFocus />
        <LookAlikes control={control} onOpen={onOpen} />
        {plans !== null &&
          (plans.length > 0 ? (
            <FirstPlan plans={plans} first={first} />
          ) : (
            <NoPlansYet of="plan" onPlans={onPlans} />
          ))}
        <NewPhoto image={image} onChange={setImage} />
        <ContactFields control={control} />
        <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
        <div className="ui-actions">
          <Button kind="primary" type="submit" isDisabled={isWaiting}>
            {t(card === null ? 'memberForm.add' : 'memberForm.addAndScan')}
          </Button>
          {card === null && (
            <Button
              isDisabled={isWaiting}
              onPress={add((member, renewal) => {
                onClose()
                letIn(member, renewal)
              })}
            >
              {t('memberForm.addAndScan')}
            </Button>
          )}
          {holder !== null && (
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

interface Adding extends Required<Pick<NewMemberSheetProps, 'name' | 'card'>> {
  image: string | null
  sale: ReturnType<typeof useFirstSale>['sale']
}

/** The fields of somebody new, and adding them; whose card it is, where it is somebody else's. */
function useAdding({ name, card, image, sale }: Adding) {
  const { t } = useTranslation()
  const hub = useHub()
  // The same for each try: one that was heard and not answered adds nobody twice.
  const [memberId] = useState(() => uuidv7())
  const [refused, setRefused] = useState<HubRefusal['details']>({})
  const holder = holderIn(refused)
  const { control, submit, isGoing, error } = useMemberForm('members.add', {
    defaultValues: valuesOfNew(name),
    params: (values) => ({
      ...{ memberId, ...newMemberOf(values) },
      ...(card !== null && { card }),
      ...(image !== null && { photo: image }),
      ...(sale && { sale }),
    }),
    refusals: { request_conflict: t('memberForm.addedAlready') },
  })
  const add = (done: Done) =>
    submit(async (asked) => {
      setRefused({})
      const { sold } = await hub.call('members.add', asked).catch((error: unknown) => {
        if (error instanceof HubRefusal) setRefused(error.details)
        throw error
      })
      const member = { id: memberId, full_name: asked.full_name }
      if (sold && sale) done(member, renewalOf(sold, sale))
      else done(member)
    })
  if (error === null) return { control, add, isGoing, error, holder: null }
  const isPlanChanged = 'planId' in refused
  const words = isPlanChanged ? t('plans.sale.overtaken') : error
  return {
    ...{ control, add, isGoing, holder },
    error: holder ? t('memberForm.holder', { name: holder.full_name }) : words,
  }
}

/** Whose card it is, where the hub says so. */
function holderIn({ holder }: HubRefusal['details']): Named | null {
  return typeof holder === 'object' && holder !== null ? (holder as Named) : null
}
