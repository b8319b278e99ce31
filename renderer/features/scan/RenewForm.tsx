import { useState } from 'react'
import { useForm, useWatch, type FieldErrors } from 'react-hook-form'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { digitsOf } from '../../../server/domain/format-money.ts'
import type { SaidWay } from '../../../server/protocol/ledger.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import type { MadeRenewal } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import type { Money } from '../../contexts/money.ts'
import { useWay } from '../../contexts/MoneyPart.tsx'
import { receivedOf } from '../../contexts/plan-words.ts'
import { outcomeOf } from './renewal-words.ts'
import { beginRenewal, readRenewal, type Renewal, type RenewalForm, type TypedField } from './renewal.ts'
import { RenewParts } from './RenewParts.tsx'
import { useWording, type Wording } from '../../contexts/use-wording.ts'

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
  const way = useWay()
  const { isGoing, error, keep } = useKeep({ member, way, onDone })
  const rules = { today: wording.today, digits: digitsOf(wording.currency) }
  const begun = beginRenewal(member)
  const { control, handleSubmit } = useForm<RenewalForm>({
    defaultValues: begun,
    shouldFocusError: false,
    resolver: (values) => {
      const read = readRenewal(values, member, rules)
      return 'renewal' in read ? { values, errors: {} } : { values: {}, errors: errorOf(read.wrong, t) }
    },
  })
  const form = { ...begun, ...useWatch({ control }) }
  const read = readRenewal(form, member, rules)
  const outcome = 'renewal' in read ? outcomeInWords(read, way, wording) : ''
  const isNothing = 'renewal' in read && outcome === ''
  const isSale = begun.period !== 'keep' || begun.pack !== 'keep'
  const renew = handleSubmit(() => {
    if ('renewal' in read && !isNothing) keep(read)
  })
  return (
    <Form className="fix-it__form" onSubmit={() => void renew()}>
      <RenewParts member={member} form={form} control={control} isPriceNext={isSale} />
      <p role="status" className="renewal__outcome">
        {outcome}
      </p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <Button
        kind="primary"
        type="submit"
        autoFocus={!isSale}
        label={`${submit}. ${outcome}`}
        isDisabled={isGoing || isNothing}
      >
        {submit}
      </Button>
    </Form>
  )
}

interface Kept {
  renewal: Renewal
  money: Money
}

/** Asks the hub for a renewal; asked again after an answer that was lost, nothing is booked twice. */
function useKeep({ member, way, onDone }: Omit<RenewFormProps, 'submit'> & { way: SaidWay }) {
  const { t } = useTranslation()
  const hub = useHub()
  const { isGoing, error, run } = useOperation({ request_conflict: t('renewal.overtaken') })
  const [change_id] = useState(() => uuidv7())
  const keep = ({ renewal, money: { price, received } }: Kept): void =>
    run(async () => {
      const change = { was: seenOf(member, renewal), now: renewal, change_id }
      const money = { price_cents: price, received_cents: received, way }
      const { changed_time } = await hub.call('members.change', { memberId: member.id, ...change, ...money })
      onDone({ changed_time, ...change, ...(received > 0 && { received: { cents: received, way } }) })
    })
  return { isGoing, error, keep }
}

function errorOf(field: TypedField, t: TFunction): FieldErrors<RenewalForm> {
  const message = field === 'price' ? t('ledger.wrongPrice') : t(`renewal.wrong.${field}`)
  return { [field]: { type: 'renewal', message } }
}

function outcomeInWords({ renewal, money }: Kept, way: SaidWay, wording: Wording): string {
  const received = money.received > 0 ? receivedOf({ cents: money.received, way }, wording) : ''
  return [outcomeOf(renewal, wording), received].filter((part) => part !== '').join(' ')
}

/** What was seen of the fields that change, so that another desk's change is not lost. */
function seenOf(member: MemberDetails, renewal: Renewal): Renewal {
  const { valid_until, visits_left, debt_cents } = member
  const seen = { valid_until, visits_left, debt_cents }
  return Object.fromEntries(Object.entries(seen).filter(([field]) => field in renewal))
}
