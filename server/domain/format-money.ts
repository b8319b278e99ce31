import type { Money } from '../protocol/rules.ts'

/** Digits after the point where the gym has not said what it reckons in. */
const USUAL_DIGITS = 2

/** Digits after the point of a currency, ISO 4217, or null where the gym has not said. */
export function digitsOf(currency: string | null): number {
  if (currency === null) return USUAL_DIGITS
  const format = new Intl.NumberFormat('en', { style: 'currency', currency })
  return format.resolvedOptions().maximumFractionDigits ?? USUAL_DIGITS
}

/** An amount as people of the language write it: "€49.00", "¥4,900", or "49.00" without a currency. */
export function formatMoney({ cents, currency }: Money, language: string): string {
  const style = currency === null ? { minimumFractionDigits: USUAL_DIGITS } : { style: 'currency', currency }
  const format = new Intl.NumberFormat(language, style as Intl.NumberFormatOptions)
  return format.format(cents / 10 ** digitsOf(currency))
}
