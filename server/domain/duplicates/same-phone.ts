import { comparedPhone } from '../search/typed-query.ts'

/** Shorter than this it is an extension, or the beginning of a number. */
const LEAST_DIGITS = 6

/** A country's own digits before a number: +1 to +998. */
const MOST_COUNTRY_DIGITS = 3

/** What many write between the country and the number, and nobody dials. */
const TRUNK_ZERO = /\(0\)/g

/** A phone number as members are compared by it, or '' where there are too few digits. */
export function keptPhone(phone: string): string {
  const digits = comparedPhone(phone.replace(TRUNK_ZERO, ''))
  return digits.length < LEAST_DIGITS ? '' : digits
}

/** The end that numbers have in common which may be the same. */
export function phoneEnd(kept: string): string {
  return kept.slice(-LEAST_DIGITS)
}

/** True where one is the other, or is it without its country. Both as `keptPhone` gives them. */
export function isSamePhone(one: string, other: string): boolean {
  if (one === '' || other === '') return false
  const [long, short] = one.length >= other.length ? [one, other] : [other, one]
  return long.endsWith(short) && long.length - short.length <= MOST_COUNTRY_DIGITS
}
