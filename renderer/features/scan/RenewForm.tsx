import { useForm, useWatch, type FieldErrors } from 'react-hook-form'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import type { MadeRenewal } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { outcomeOf } from './renewal-words.ts'
import { beginRenewal, readRenewal, type Renewal, type RenewalForm, type TypedField } from './renewal.ts'
import { RenewParts } from './RenewParts.tsx'
import { useWording } from '../../contexts/use-wording.ts'

interface RenewFormProps {
  member: MemberDetails
  /** What the button does beside keeping the renewal. */
  submit: string
  /** Told what was kept. */
  onDone: (made: MadeRenewal) => void
}

/** A new end of the plan, more visits, a payment: what the member needs is chosen already, and one Enter does it. */
export function RenewForm({ member, submit, onDone }: RenewFormProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const hub = useHub()
  const task = useOperation({ request_conflict: t('renewal.overtaken') })
  const { control, handleSubmit } = useForm<RenewalForm>({
    defaultValues: beginRenewal(member),
    shouldFocusError: false,
    resolver: (values) => {
      const read = readRenewal(values, member, wording.today)
      return 'renewal' in read ? { values, errors: {} } : { values: {}, errors: errorOf(read.wrong, t) }
    },
  })
  const form = { ...beginRenewal(member), ...useWatch({ control }) }
  const read = readRenewal(form, member, wording.today)
  const outcome = 'renewal' in read ? outcomeOf(read.renewal, wording) : ''
  const isNothing = 'renewal' in read && outcome === ''
  const keep = (renewal: Renewal): void =>
    task.run(async () => {
      const change = { was: seenOf(member, renewal), now: renewal }
      const { changed_time } = await hub.call('members.change', { memberId: member.id, ...change })
      onDone({ changed_time, ...change })
    })
  const renew = handleSubmit(() => {
    if ('renewal' in read && !isNothing) keep(read.renewal)
  })
  return (
    <Form className="fix-it__form" onSubmit={() => void renew()}>
      <RenewParts member={member} form={form} control={control} />
      <p role="status" className="renewal__outcome">
        {outcome}
      </p>
      <div role="alert">{task.error !== null && <p className="ui-error">{task.error}</p>}</div>
      <Button
        kind="primary"
        type="submit"
        autoFocus
        label={`${submit}. ${outcome}`}
        isDisabled={task.isGoing || isNothing}
      >
        {submit}
      </Button>
    </Form>
  )
}

function errorOf(field: TypedField, t: TFunction): FieldErrors<RenewalForm> {
  return { [field]: { type: 'renewal', message: t(`renewal.wrong.${field}`) } }
}

/** What was seen of the fields that change, so that another desk's change is not lost. */
function seenOf(member: MemberDetails, renewal: Renewal): Renewal {
  const { valid_until, visits_left, debt_cents } = member
  const seen = { valid_until, visits_left, debt_cents }
  return Object.fromEntries(Object.entries(seen).filter(([field]) => field in renewal))
}
