import { useRef, useState } from 'react'
import { useForm, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { digitsOf } from '../../../server/domain/format-money.ts'
import { sell, type Sale } from '../../../server/domain/selling.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { SaidWay } from '../../../server/protocol/ledger.ts'
import type { HeldPlan, Plan } from '../../../server/protocol/plans.ts'
import { receivedOf, saleLine } from '../../contexts/plan-words.ts'
import { useOperation } from '../../contexts/use-operation.ts'
import { usePlanChoices } from '../../contexts/use-plans.ts'
import { useWording, type Wording } from '../../contexts/use-wording.ts'
import { useHub } from '../../contexts/WebSocketContext.tsx'
import { formatNumber } from '../../i18n/format.ts'
import type { MadeRenewal } from '../../services/shown-result.ts'
import { Button } from '../../ui/Button.tsx'
import { ChoiceList } from '../../ui/ChoiceList.tsx'
import { Form } from '../../ui/Form.tsx'
import { readMoney, readPrice, typedPrice, type Money } from '../../contexts/money.ts'
import { MoneyPart, useWay } from '../../contexts/MoneyPart.tsx'
import { LeftOverChoice } from './LeftOverChoice.tsx'
import { useLeftOver, type TakenOver } from './use-left-over.ts'
import { beginRenewal, type RenewalForm } from './renewal.ts'

interface SellFormProps {
  member: MemberDetails
  /** What can be sold, the one to begin with first. */
  plans: readonly [Plan, ...Plan[]]
  /** What the button does beside keeping the sale. */
  submit: string
  onDone: (made: MadeRenewal) => void
}

/** A plan of the catalogue: the member's own is chosen already, what it leaves is said, and one Enter sells it. */
export function SellForm({ member, plans, submit, onDone }: SellFormProps) {
  const { t } = useTranslation()
  const wording = useWording()
  const [planId, setPlanId] = useState(plans[0].id)
  const plan = plans.find(({ id }) => id === planId) ?? plans[0]
  const was = heldBy(member)
  const sale = sell(plan, was, wording.today)
  const digits = digitsOf(wording.currency)
  const { control, setValue } = useForm<RenewalForm>({ defaultValues: beginSale(member, plan, wording) })
  const form = { ...beginSale(member, plan, wording), ...useWatch({ control }) }
  const over = useLeftOver(member, { sale, price: readPrice(form, digits) ?? 0 })
  const owing = { refusal: member.refusal, debt_cents: member.debt_cents - over.credit }
  const money = readMoney(form, owing, digits)
  const way = useWay()
  const { isGoing, error, sellIt } = useSale(member.id, onDone)
  const isSale = typeof sale !== 'string'
  const outcome = isSale ? saleLine(over.withDays(sale), null, wording) : t(`refused.problem.${sale}`)
  const told = [outcome, receivedLine(money, way, wording)].filter((part) => part !== '').join('. ')
  const wrong = 'wrong' in money ? money.wrong : null
  const choose = (id: string): void => {
    setPlanId(id)
    const chosen = plans.find((each) => each.id === id)
    if (chosen) setValue('price', typedPrice(chosen, wording))
  }
  return (
    <Form
      className="fix-it__form"
      onSubmit={() => {
        if (isSale && 'price' in money) sellIt({ plan, was, sale, money, way, over })
      }}
    >
      <ChoiceList
        label={t('renewal.plan')}
        value={plan.id}
        options={usePlanChoices(plans)}
        onChange={choose}
      />
      <LeftOverChoice over={over} plan={member.membership_type} />
      <MoneyPart member={owing} form={form} control={control} isPriceNext={false} />
      {wrong !== null && (
        <p className="ui-error">{wrong === 'price' ? t('ledger.wrongPrice') : t('renewal.wrong.received')}</p>
      )}
      <p role="status" className="renewal__outcome">
        {told}
        {isSale && sale.how === 'beside' && <Beside plan={member.membership_type} />}
        {over.lapsed > 0 && <Lapsed days={over.lapsed} plan={member.membership_type} />}
      </p>
      <div role="alert">{error !== null && <p className="ui-error">{error}</p>}</div>
      <Button
        kind="primary"
        type="submit"
        autoFocus
        label={`${submit}. ${plan.name}. ${told}`}
        isDisabled={isGoing || !isSale || wrong !== null}
      >
        {submit}
      </Button>
    </Form>
  )
}

function Lapsed({ days, plan }: { days: number; plan: string }) {
  const { t, language } = useWording()
  const number = formatNumber(days, language)
  return <span className="renewal__lapsed">{t('plans.sale.lapses', { count: days, number, plan })}</span>
}

function Beside({ plan }: { plan: string }) {
  const { t } = useTranslation()
  return <span className="renewal__lapsed">{t('kinds.beside', { plan })}</span>
}

/** What is asked of the hub. */
interface Sold {
  plan: Plan
  was: HeldPlan
  sale: Sale
  money: Money
  way: SaidWay
  over: TakenOver
}

/** Sells; asked again after an answer that was lost, it is the same sale. */
function useSale(memberId: string, onDone: (made: MadeRenewal) => void) {
  const { t } = useTranslation()
  const hub = useHub()
  const ids = useRef(new Map<string, string>())
  const { isGoing, error, run } = useOperation({ request_conflict: t('plans.sale.overtaken') })
  const sellIt = ({ plan: { id: planId, version }, was, sale: { startsOn }, money, way, over }: Sold): void =>
    run(async () => {
      const paid = { price_cents: money.price, received_cents: money.received, way }
      const asked = { memberId, planId, version, startsOn, was, ...paid, ...over.asked }
      const text = JSON.stringify(asked)
      const id = ids.current.get(text) ?? uuidv7()
      ids.current.set(text, id)
      const { membership_type, valid_from, valid_until, visits_left, changed_time, beside } = await hub.call(
        'plans.sell',
        {
          id,
          ...asked,
        },
      )
      const now = { membership_type, valid_from, valid_until, visits_left }
      const received = money.received > 0 ? { received: { cents: money.received, way } } : {}
      onDone({ changed_time, change_id: id, was, now, ...received, ...(beside && { beside }) })
    })
  return { isGoing, error, sellIt }
}

/** The form of money as a sale begins it: the plan's own price, and received at once. */
function beginSale(member: MemberDetails, plan: Plan, wording: Wording): RenewalForm {
  return { ...beginRenewal(member), price: typedPrice(plan, wording) }
}

function receivedLine(money: Money | { wrong: unknown }, way: SaidWay, wording: Wording): string {
  if (!('received' in money) || money.received === 0) return ''
  return receivedOf({ cents: money.received, way }, wording)
}

function heldBy({ membership_type, valid_from, valid_until, visits_left }: MemberDetails): HeldPlan {
  return { membership_type, valid_from, valid_until, visits_left }
}
