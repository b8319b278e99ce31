import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { hasRight } from '../../../server/protocol/rights.ts'
import type { EditableMember } from '../../../server/protocol/member-edits.ts'
import { useHubQuery } from '../../contexts/use-hub-query.ts'
import { useDesk, useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormSwitch, FormTextField } from '../../ui/form-fields.tsx'
import { ContactFields } from './ContactFields.tsx'
import { changesOf, valuesOf } from './member-values.ts'
import { useMemberForm } from './use-member-form.ts'
import './member-form.css'

interface EditMemberSheetProps {
  memberId: string
  /** Shows all of the member: somebody else has changed the same, and what was typed is a proposal there. */
  onProposed: (member: { id: string; full_name: string }) => void
  onClose: () => void
}

/** Changes what is known of a member. */
export function EditMemberSheet({ memberId, onProposed, onClose }: EditMemberSheetProps) {
  const { t } = useTranslation()
  const { data, isError } = useHubQuery('members.fields', { memberId })
  return (
    <Dialog title={t('memberForm.editTitle')} closeLabel={t('close')} onClose={onClose}>
      {!data && !isError && <p role="status">{t('signIn.asking')}</p>}
      {!data && isError && <p className="ui-error">{t('memberSheet.failed')}</p>}
      {data && (
        <EditForm
          memberId={memberId}
          read={data}
          onProposed={() => onProposed({ id: memberId, full_name: data.full_name })}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

interface EditFormProps {
  memberId: string
  read: EditableMember
  onProposed: () => void
  onClose: () => void
}

function EditForm({ memberId, read, onProposed, onClose }: EditFormProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const person = useDesk('person')
  const maySuspend = person !== null && hasRight(person.role, 'change_members')
  // What stood here when typing began: whatever becomes of the member meanwhile, this is what was seen.
  const [before] = useState(read)
  const { control, submit, isGoing, error } = useMemberForm('members.edit', {
    defaultValues: valuesOf(before),
    params: (values) => ({ memberId, id: uuidv7(), fields: changesOf(before, values) }),
    refusals: {},
  })
  const save = submit(async (asked) => {
    const isChanged = Object.keys(asked.fields).length > 0
    const proposed = isChanged ? (await hub.call('members.edit', asked)).proposed : []
    if (proposed.length > 0) onProposed()
    else onClose()
  })
  return (
    <Form className="member-form" onSubmit={save}>
      <FormTextField control={control} name="full_name" label={t('memberForm.name')} autoFocus />
      <FormTextField control={control} name="membership_type" label={t('fact.plan')} />
      <ContactFields control={control} />
      {maySuspend && (
        <FormSwitch control={control} name="suspended">
          {t('memberForm.suspended')}
        </FormSwitch>
      )}
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing}>
          {t('save')}
        </Button>
        <Button onPress={onClose}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
