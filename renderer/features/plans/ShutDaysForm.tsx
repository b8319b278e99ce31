import { useTranslation } from 'react-i18next'
import { MAX_SHUT_REASON_CHARACTERS, SHUT_DAYS_AWAY } from '../../../server/protocol/shut-days-limits.ts'
import { useOperationForm } from '../../contexts/use-operation-form.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { formatNumber } from '../../i18n/format.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { FormTextField } from '../../ui/form-fields.tsx'
import type { ShutDaysTask } from './use-shut-days.ts'

interface Typed {
  from: string
  until: string
  reason: string
}

/** Which days, and why. The first Enter counts whom they hit, the second one gives them back. */
export function ShutDaysForm({ task }: { task: ShutDaysTask }) {
  const { t } = useTranslation()
  const { today } = useWording()
  const { now, id, isGoing, error, count, give, typed } = task
  const { control, submit, reset } = useOperationForm<'shutDays.add', Typed>('shutDays.add', {
    defaultValues: { from: today, until: today, reason: '' },
    params: (days) => ({ id, ...days }),
    words: {
      from: t('rights.shut.wrongFrom', { away: SHUT_DAYS_AWAY }),
      until: t('rights.shut.wrongUntil'),
      reason: t('rights.shut.noReason'),
    },
  })
  const counted = now.step === 'counted' && now.members > 0 ? now : null
  const goOn = counted === null ? submit(count) : (): void => give(counted.asked, () => reset())
  const field = { control, onTyped: typed }
  return (
    <Form className="plans__form" onSubmit={goOn}>
      <FormTextField {...field} name="from" label={t('rights.shut.from')} type="date" />
      <FormTextField {...field} name="until" label={t('rights.shut.until')} type="date" />
      <FormTextField
        {...field}
        name="reason"
        label={t('rights.shut.reason')}
        hint={t('rights.shut.reasonHint')}
        maxLength={MAX_SHUT_REASON_CHARACTERS}
      />
      <HowFar task={task} />
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <div className="ui-actions">
        <Button kind="primary" type="submit" isDisabled={isGoing}>
          {counted === null ? t('rights.shut.count') : t('rights.shut.give', { count: counted.members })}
        </Button>
      </div>
    </Form>
  )
}

function HowFar({ task: { now } }: { task: ShutDaysTask }) {
  const { t, i18n } = useTranslation()
  if (now.step === 'typing') return <p role="status" />
  if (now.step === 'counted' && now.members === 0) return <p role="status">{t('rights.shut.step.nobody')}</p>
  const words = { count: now.members, number: formatNumber(now.members, i18n.language) }
  return <p role="status">{t(`rights.shut.step.${now.step}`, words)}</p>
}
