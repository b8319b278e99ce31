import { useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { v7 as uuidv7 } from 'uuid'
import { digitsOf } from '../../../server/domain/format-money.ts'
import { NO_PLAN } from '../../../server/domain/no-plan.ts'
import type { SaidWay } from '../../../server/protocol/ledger.ts'
import type { SoldPass } from '../../../server/protocol/passes.ts'
import type { Plan } from '../../../server/protocol/plans.ts'
import { usePlanChoices } from '../../contexts/use-plans.ts'
import { useWording } from '../../contexts/use-wording.ts'
import { useDeskPosition, useHub } from '../../contexts/WebSocketContext.tsx'
import type { MadeRenewal } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Form } from '../../ui/Form.tsx'
import { walkRows } from '../../ui/row-focus.ts'
import { TextField } from '../../ui/TextField.tsx'
import { KnownPeople } from './KnownPeople.tsx'
import { readMoney, typedPrice, type Money } from '../../contexts/money.ts'
import { MoneyPart, useWay } from '../../contexts/MoneyPart.tsx'
import { beginRenewal, type RenewalForm } from './renewal.ts'
import { useLetIn } from './use-let-in.ts'

interface PassFormProps {
  plans: readonly [Plan, ...Plan[]]
  onDone: () => void
}

/** Who has never been here owes nothing. */
const NEWCOMER = { ...NO_PLAN, refusal: null, debt_cents: 0 }

/** A name and Enter: the first pass is chosen already, and paid as the last one was. */
export function PassForm({ plans, onDone }: PassFormProps) {
  const wording = useWording()
  const { t, currency } = wording
  const form = useRef<HTMLDivElement>(null)
  const [name, setName] = useState('')
  const [planId, setPlanId] = useState(plans[0].id)
  const plan = plans.find(({ id }) => id === planId) ?? plans[0]
  const digits = digitsOf(currency)
  const begun = { ...beginRenewal(NEWCOMER), price: typedPrice(plan, wording) }
  const { control, setValue } = useForm<RenewalForm>({ defaultValues: begun })
  const typed = { ...begun, ...useWatch({ control }) }
  const money = readMoney(typed, NEWCOMER, digits)
  const { isGoing, error, people, forget, letIn } = useLetIn(onDone)
  const sell = useSell()
  const isReady = name.trim() !== '' && !('wrong' in money)
  const submit = (who: Who = {}): void => {
    if (isReady) letIn(() => sell({ name, plan, money, who }))
  }
  const choose = (id: string): void => {
    setPlanId(id)
    setValue('price', typedPrice(plans.find((each) => each.id === id) ?? plan, wording))
  }
  return (
    <div ref={form} onKeyDown={(event) => walkRows(event, form.current)}>
      <Form className="fix-it__form" onSubmit={submit}>
        <TextField
          label={t('families.pass.name')}
          value={name}
          autoFocus
          onChange={(text) => {
            setName(text)
            forget()
          }}
        />
        <KnownPeople
          {...{ people, name, isGoing }}
          onChoose={({ id: memberId }) => submit({ memberId })}
          onAnother={() => submit({ isAnother: true })}
        />
        <ChoiceList
          label={t('families.pass.plan')}
          value={plan.id}
          options={usePlanChoices(plans)}
          onChange={choose}
        />
        <MoneyPart member={NEWCOMER} form={typed} control={control} isPriceNext={false} />
        <div role="alert">
          {'wrong' in money && <p className="ui-error">{t('ledger.wrongPrice')}</p>}
          {error !== null && <p className="ui-error">{error}</p>}
        </div>
        <Button kind="primary" type="submit" isDisabled={isGoing || !isReady}>
          {t('families.pass.submit')}
        </Button>
      </Form>
    </div>
  )
}

/** Whom it is sold to, where that is not just somebody new. */
interface Who {
  memberId?: string
  isAnother?: boolean
}

interface Sold {
  name: string
  plan: Plan
  money: Money
  who: Who
}

/** Sells and lets in, by the ids of this form: asked again after an answer that was lost, it is one pass. */
function useSell() {
  const hub = useHub()
  const way = useWay()
  const { deskPosition } = useDeskPosition()
  const [ids] = useState(() => ({ id: uuidv7(), memberId: uuidv7() }))
  return async ({ name, plan: { id: planId, version }, money: { price, received }, who }: Sold) => {
    const where = deskPosition.location === '' ? {} : { location: deskPosition.location }
    const paid = { price_cents: price, received_cents: received, way }
    const sold = await hub.call('passes.sell', {
      ...{ ...ids, full_name: name, planId, version },
      ...paid,
      ...where,
      ...who,
    })
    return { visit: sold.visit, renewal: renewalOf(sold, received, way) }
  }
}

/** By which F4 takes back the sale with the check-in. */
function renewalOf({ sale }: SoldPass, cents: number, way: SaidWay): MadeRenewal {
  const { id, was, changed_time, membership_type, valid_from, valid_until, visits_left } = sale
  const now = { membership_type, valid_from, valid_until, visits_left }
  return { changed_time, change_id: id, was, now, ...(cents > 0 && { received: { cents, way } }) }
}
