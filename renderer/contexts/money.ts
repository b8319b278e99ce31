import type { MemberDetails } from '../../server/protocol/methods.ts'
import type { Plan } from '../../server/protocol/plans.ts'
import { readAmount } from '../../server/domain/read-money.ts'
import { typedMoney } from '../i18n/format.ts'
import type { Wording } from './use-wording.ts'

/** What a renewal costs, and what is received for it and for what was due before. */

/** `auto`: nothing was chosen, and what solves it is taken. */
type Payment = 'auto' | ChosenPayment
type ChosenPayment = 'price' | 'all' | 'part' | 'keep'

/** What was chosen and typed of money. */
export interface MoneyForm {
  /** What is charged, as it is typed: 49 or 49.00; empty for nothing. */
  price: string
  payment: Payment
  /** What was received, where only a part was paid: 12.50. */
  received: string
}

/** Fields of money that are typed. */
export type MoneyField = 'price' | 'received'

/** In the smallest unit of the gym's currency. */
export interface Money {
  price: number
  received: number
}

/** What of a member decides about money; what is credited makes what they owe less, below nothing too. */
export type Owing = Pick<MemberDetails, 'refusal' | 'debt_cents'>

export function beginMoney(): MoneyForm {
  return { price: '', payment: 'auto', received: '' }
}

/** What is charged and received, or the field that is not filled in as it should be. */
export function readMoney(form: MoneyForm, member: Owing, digits: number): Money | { wrong: MoneyField } {
  const price = readPrice(form, digits)
  if (price === null) return { wrong: 'price' }
  const due = member.debt_cents + price
  const payment = paymentOf(form, member, price)
  if (payment === 'price') return { price, received: price }
  if (payment === 'all') return { price, received: due }
  if (payment === 'keep') return { price, received: 0 }
  const received = readAmount(form.received, digits)
  return received !== null && received > 0 && received < due ? { price, received } : { wrong: 'received' }
}

/** A plan's own price as it is typed; empty where it costs nothing, or varies. */
export function typedPrice(
  { price_cents: cents }: Pick<Plan, 'price_cents'>,
  { currency, language }: Pick<Wording, 'currency' | 'language'>,
): string {
  return cents === null || cents === 0 ? '' : typedMoney({ cents, currency }, language)
}

/** What is charged; null where what was typed is no amount. */
export function readPrice({ price }: MoneyForm, digits: number): number | null {
  return price.trim() === '' ? 0 : readAmount(price, digits)
}

/** The ways of paying that make sense: nobody to whom nothing is due pays. */
export function paymentsOf({ debt_cents }: Owing, price: number): ChosenPayment[] {
  if (debt_cents + price === 0) return []
  return debt_cents > 0 && price > 0 ? ['price', 'all', 'part', 'keep'] : ['all', 'part', 'keep']
}

/** What is paid: as it was chosen, else the price, and what was due before only where it keeps the member out. */
export function paymentOf({ payment }: MoneyForm, member: Owing, price: number): ChosenPayment {
  const possible = paymentsOf(member, price)
  const chosen = possible.find((each) => each === payment)
  if (chosen !== undefined) return chosen
  if (possible.length > 0 && (member.refusal === 'debt' || member.debt_cents <= 0)) return 'all'
  return price > 0 ? 'price' : 'keep'
}
