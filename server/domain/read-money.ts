import { digitsOf } from './format-money.ts'

/** An amount as people type it, with a point or a comma, in the smallest unit of the currency; null where it is none. */
export function readMoney(typed: string, currency: string | null): number | null {
  return readAmount(typed, digitsOf(currency))
}

/** The same of a currency with so many digits after the point. More than seven before it are a slip of the finger. */
export function readAmount(typed: string, digits: number): number | null {
  const [, whole, rest = ''] = /^\s*(\d{1,7})(?:[.,](\d+))?\s*$/.exec(typed) ?? []
  if (whole === undefined || rest.length > digits) return null
  return Number(whole) * 10 ** digits + Number(rest.padEnd(digits, '0'))
}
