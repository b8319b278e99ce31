import { digitsOf } from './format-money.ts'

/** Digits before the point: more is a slip of the finger. */
const MAX_WHOLE_DIGITS = 7

/** An amount as people type it, with a point or a comma, in the smallest unit of the currency; null where it is none. */
export function readMoney(typed: string, currency: string | null): number | null {
  const digits = digitsOf(currency)
  const fraction = digits === 0 ? '()' : `(?:[.,](\\d{1,${digits}}))?`
  const form = new RegExp(`^\\s*(\\d{1,${MAX_WHOLE_DIGITS}})${fraction}\\s*$`)
  const [, whole, part = ''] = form.exec(typed) ?? []
  return whole === undefined ? null : Number(whole) * 10 ** digits + Number(part.padEnd(digits, '0'))
}

/** The same amount as it is typed: 49.00. */
export function typedMoney(cents: number, currency: string | null): string {
  const digits = digitsOf(currency)
  return (cents / 10 ** digits).toFixed(digits)
}
