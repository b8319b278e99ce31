import { useController, type Control } from 'react-hook-form'
import { digitsOf } from '../../server/domain/format-money.ts'
import { WAYS, type SaidWay } from '../../server/protocol/ledger.ts'
import { useWording } from './use-wording.ts'
import { formatMoney } from '../i18n/format.ts'
import { Choice } from '../ui/Choice.tsx'
import { FormTextField } from '../ui/form-fields.tsx'
import { useStored, writeStored } from '../ui/stored.ts'
import { paymentOf, paymentsOf, readMoney, readPrice, type MoneyForm, type Owing } from './money.ts'
import './money.css'

const WAY_KEY = 'frontdesk.payment-way'

/** How money was received at this desk the last time. */
export function useWay(): SaidWay {
  return useStored(WAY_KEY, WAYS, 'cash')
}

interface MoneyPartProps<Values extends MoneyForm> {
  member: Owing
  form: MoneyForm
  /** Of a form that has what is typed of money, among others. */
  control: Control<Values>
  /** True where something is sold, and its price is what comes next. */
  isPriceNext: boolean
}

/** What is charged, whether it was paid, and how. */
export function MoneyPart<Values extends MoneyForm>({
  member,
  form,
  control: whole,
  isPriceNext,
}: MoneyPartProps<Values>) {
  const control = whole as unknown as Control<MoneyForm>
  const { t, currency } = useWording()
  const digits = digitsOf(currency)
  const price = readPrice(form, digits) ?? 0
  const money = readMoney(form, member, digits)
  const isReceived = 'received' in money && money.received > 0
  return (
    <>
      <FormTextField
        control={control}
        name="price"
        label={t('ledger.price')}
        hint={t('ledger.priceHint')}
        inputMode="decimal"
        autoFocus={isPriceNext}
      />
      <Payment member={member} form={form} control={control} price={price} />
      {isReceived && <WayChoice />}
    </>
  )
}

interface PaymentProps extends Omit<MoneyPartProps<MoneyForm>, 'isPriceNext'> {
  price: number
}

function Payment({ member, form, control, price }: PaymentProps) {
  const { t, language, currency } = useWording()
  const { field } = useController({ control, name: 'payment' })
  const possible = paymentsOf(member, price)
  const payment = paymentOf(form, member, price)
  if (possible.length === 0) return null
  const amount = formatMoney({ cents: member.debt_cents + price, currency }, language)
  const title = t(price > 0 ? 'ledger.toPay' : 'renewal.debt', { amount })
  return (
    <div className="money-part">
      <p className="ui-field__label" aria-hidden="true">
        {title}
      </p>
      <Choice
        label={title}
        value={payment}
        options={possible.map((value) => ({
          value,
          label: value === 'price' ? t('ledger.priceOnly') : t(`renewal.payment.${value}`),
        }))}
        onChange={field.onChange}
      />
      {payment === 'part' && (
        <FormTextField
          control={control}
          name="received"
          label={t('renewal.field.received')}
          inputMode="decimal"
        />
      )}
    </div>
  )
}

/** How money is received; this desk remembers it. */
export function WayChoice() {
  const { t } = useWording()
  const way = useWay()
  return (
    <div className="money-part">
      <p className="ui-field__label" aria-hidden="true">
        {t('ledger.receivedBy')}
      </p>
      <Choice
        label={t('ledger.receivedBy')}
        value={way}
        options={WAYS.map((value) => ({ value, label: t(`ledger.way.${value}`) }))}
        onChange={(chosen) => writeStored(WAY_KEY, chosen)}
      />
    </div>
  )
}
