import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { useOperation } from '../../contexts/use-operation.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'

/** Why an entry is made, and what it is known by where it is asked again. */
interface Reasoned {
  reason: string
  change_id: string
}

interface ReasonFormProps {
  /** What the button does. */
  submit: string
  book: (reasoned: Reasoned) => Promise<unknown>
  onClose: () => void
}

/** Asks why something is taken back or given up, and does it. */
export function ReasonForm({ submit, book, onClose }: ReasonFormProps) {
  const { t } = useTranslation()
  const { isGoing, error, run } = useOperation({ request_conflict: t('ledger.notBooked') })
  const [change_id] = useState(() => uuidv7())
  const { control, handleSubmit } = useForm({ defaultValues: { reason: '' }, shouldFocusError: false })
  const ask = handleSubmit(({ reason }) =>
    run(async () => {
      await book({ reason, change_id })
      onClose()
    }),
  )
  return (
    <Form className="fix-it__form member-sheet__reason" onSubmit={() => void ask()}>
      <FormTextField
        control={control}
        name="reason"
        label={t('ledger.reason')}
        missing={t('ledger.reasonMissing')}
        maxLength={500}
        autoFocus
      />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing}>
          {submit}
        </Button>
        <Button onPress={onClose}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
