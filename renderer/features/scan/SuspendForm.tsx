import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { MAX_NOTES_CHARACTERS } from '../../../server/protocol/limits.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'

interface SuspendFormProps {
  memberId: string
  onDone: () => void
}

/** Suspends a member, with the reason that every desk is shown. */
export function SuspendForm({ memberId, onDone }: SuspendFormProps) {
  const { t } = useTranslation()
  const hub = useHub()
  const task = useOperation()
  // The same at each try: nothing is done twice.
  const [id] = useState(() => uuidv7())
  const { control, submit } = useOperationForm<'members.suspend', { reason: string }>('members.suspend', {
    defaultValues: { reason: '' },
    params: ({ reason }) => ({ memberId, id, reason }),
    words: { reason: t('cards.suspend.noReason') },
  })
  const suspend = submit((asked) =>
    task.run(async () => {
      await hub.call('members.suspend', asked)
      onDone()
    }),
  )
  return (
    <Form className="fix-it__form" onSubmit={suspend}>
      <p>{t('cards.suspend.means')}</p>
      <FormTextField
        control={control}
        name="reason"
        label={t('cards.suspend.reason')}
        maxLength={MAX_NOTES_CHARACTERS}
        autoFocus
      />
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={task.isGoing}>
          {t('cards.suspend.doIt')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
