import { digitsOf, wordsOf } from './fold.ts'

/** What somebody typed to find a member. */
export interface TypedQuery {
  /** Words with a letter in them: each must be in the name. */
  names: readonly string[]
  /** Words of digits only: all of them in the name, or together in the phone number. */
  numbers: readonly string[]
  /** The digits of the phone number, or '' where there are too few to look for. */
  phone: string
}

/** Fewer digits than this are in almost every phone number. */
const LEAST_PHONE_DIGITS = 3

export function typedQuery(query: string): TypedQuery {
  const words = wordsOf(query)
  const numbers = words.filter((word) => /^\p{N}+$/u.test(word))
  const phone = comparedPhone(numbers.join(''))
  return {
    names: words.filter((word) => !numbers.includes(word)),
    numbers,
    phone: phone.length < LEAST_PHONE_DIGITS ? '' : phone,
  }
}

/** A phone number as it is compared: digits, without the zeros that some dial before it. */
export function comparedPhone(phone: string): string {
  return digitsOf(phone).replace(/^0+/, '')
}

/** A number that is written without its country's digits is the end of the same one with them: from so many on. */
const LEAST_NATIONAL_DIGITS = 6

/** True where a part of the phone number was typed, or all of it with the country's digits. Both are compared phones. */
export function isPhoneOf(typed: string, phone: string): boolean {
  if (typed === '' || phone === '') return false
  return phone.includes(typed) || (phone.length >= LEAST_NATIONAL_DIGITS && typed.endsWith(phone))
}
