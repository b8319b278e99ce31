import { useState } from 'react'
import { useForm, useWatch, type Control } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { v7 as uuidv7 } from 'uuid'
import { digitsOf } from '../../../server/domain/format-money.ts'
import { NO_PLAN } from '../../../server/domain/no-plan.ts'
import { sell } from '../../../server/domain/selling.ts'
import type { FirstSale, Plan, SoldPlan } from '../../../server/protocol/plans.ts'
import { beginMoney, readMoney, typedPrice, type MoneyForm } from '../../contexts/money.ts'
import { useWay } from '../../contexts/MoneyPart.tsx'
import { receivedOf, saleLine } from '../../contexts/plan-words.ts'
import { useWording } from '../../contexts/use-wording.ts'
import type { MadeRenewal } from '../../services/shown-result.ts'

/** The choice of no plan. */
export const NO_CHOICE = 'none'

/** Somebody new owes nothing. */
export const NOTHING_OWED = { refusal: null, debt_cents: 0 }

interface FirstSaleForm {
  /** A plan's id, or NO_CHOICE. */
  chosen: string
  choose: (planId: string) => void
  form: MoneyForm
  control: Control<MoneyForm>
  /** What the hub is asked; null where nothing is sold. */
  sale: FirstSale | null
  /** What is wrong with it, in words; null where nothing is. */
  wrong: string | null
  /** What the sale leaves and what is received, in words. */
  outcome: string
}

/** The plan with which a new member begins, and what is received for it. Nothing is sold that nobody chose. */
export function useFirstSale(plans: readonly Plan[]): FirstSaleForm {
  const { t } = useTranslation()
  const wording = useWording()
  const digits = digitsOf(wording.currency)
  const way = useWay()
  const [id] = useState(() => uuidv7())
  const [chosen, setChosen] = useState(NO_CHOICE)
  const { control, setValue } = useForm<MoneyForm>({ defaultValues: beginMoney() })
  const form = { ...beginMoney(), ...useWatch({ control }) }
  const plan = plans.find((each) => each.id === chosen)
  const choose = (planId: string): void => {
    setChosen(planId)
    const next = plans.find((each) => each.id === planId)
    if (next) setValue('price', typedPrice(next, wording))
  }
  const typed = { chosen, choose, form, control }
  if (!plan) return { ...typed, sale: null, wrong: null, outcome: '' }
  const sold = sell(plan, NO_PLAN, wording.today)
  const money = readMoney(form, NOTHING_OWED, digits)
  if (typeof sold === 'string') {
    return { ...typed, sale: null, wrong: t(`refused.problem.${sold}`), outcome: '' }
  }
  if ('wrong' in money) {
    const wrong = money.wrong === 'price' ? t('ledger.wrongPrice') : t('renewal.wrong.received')
    return { ...typed, sale: null, wrong, outcome: '' }
  }
  const { price: price_cents, received: received_cents } = money
  const received = received_cents > 0 ? receivedOf({ cents: received_cents, way }, wording) : ''
  return {
    ...typed,
    sale: {
      ...{ id, planId: plan.id, version: plan.version, startsOn: sold.startsOn },
      ...{ price_cents, received_cents, way },
    },
    wrong: null,
    outcome: [saleLine(sold, null, wording), received].filter((part) => part !== '').join('. '),
  }
}

/** The sale as it can be undone. */
export function renewalOf(sold: SoldPlan, { id, received_cents: cents = 0, way }: FirstSale): MadeRenewal {
  const { was, changed_time, membership_type, valid_from, valid_until, visits_left } = sold
  return {
    ...{ changed_time, change_id: id, was, now: { membership_type, valid_from, valid_until, visits_left } },
    ...(cents > 0 && way !== undefined && { received: { cents, way } }),
  }
}
