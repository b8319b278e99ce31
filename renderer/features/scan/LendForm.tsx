import { useTranslation } from 'react-i18next'
import type { ShownCard } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'

interface LendFormProps {
  memberId: string
  card: ShownCard
  onDone: () => void
}

/** Until when a card is lent; it becomes the member's own where no day is said. */
export function LendForm({ memberId, card, onDone }: LendFormProps) {
  const { t } = useTranslation()
  const { today } = useWording()
  const hub = useHub()
  const task = useOperation()
  const { number, end, lent_until = '' } = card
  const { control, submit } = useOperationForm<'cards.lend', { until: string }>('cards.lend', {
    defaultValues: { until: lent_until },
    params: ({ until }) => ({ memberId, number, end, until: until === '' ? null : until }),
    words: { until: t('refused.problem.lent_day') },
  })
  const lend = submit((asked) =>
    task.run(async () => {
      await hub.call('cards.lend', asked)
      onDone()
    }),
  )
  return (
    <Form className="fix-it__form" onSubmit={lend}>
      <FormTextField
        control={control}
        name="until"
        label={t('cards.until')}
        hint={t('cards.untilHint')}
        type="date"
        min={today}
        autoFocus
      />
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={task.isGoing}>
          {t('save')}
        </Button>
        <Button onPress={onDone}>{t('cancel')}</Button>
      </div>
    </Form>
  )
}
