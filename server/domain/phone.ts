import {
  getCountries,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/min'
import { comparedPhone } from './search/typed-query.ts'

/** The countries whose numbers are known, ISO 3166 in two letters. */
export const COUNTRIES: readonly string[] = getCountries()

/** Shorter than this it is an extension, or the beginning of a number. */
const LEAST_DIGITS = 6

/** A country's own digits before a number, where nobody has marked them: 1 to 998. */
const MOST_COUNTRY_DIGITS = 3

/** What many write between the country and the number, and nobody dials. */
const TRUNK_ZERO = /\(0\)/g

/** In most countries these are dialled before the digits of another one. */
const INTERNATIONAL_ZEROS = /^\s*00(?=\s*[1-9])/

/** A phone number as it is compared. What somebody typed is kept beside it. */
export interface Phone {
  text: string
  /** All of its digits, without the zeros before them. */
  digits: string
}

/** A phone number; null where there are no digits. */
export function phoneOf(typed: string): Phone | null {
  const text = typed.replace(INTERNATIONAL_ZEROS, '+')
  const digits = comparedPhone(text.replace(TRUNK_ZERO, ''))
  return digits === '' ? null : { text, digits }
}

/** The end that numbers have in common which may be the same; null where there are too few digits to tell. */
export function phoneEnd({ digits }: Phone): string | null {
  return digits.length < LEAST_DIGITS ? null : digits.slice(-LEAST_DIGITS)
}

/** True where both are dialled alike: one that does not say its country is of the other's. */
export function isSamePhone(one: Phone, other: Phone): boolean {
  // Almost all pairs end here: what follows takes a hundred times as long.
  if (phoneEnd(one) === null || phoneEnd(one) !== phoneEnd(other)) return one.digits === other.digits
  const [first, second] = [one, other].map(({ text }) => parsePhoneNumberFromString(text))
  if (first && second) return first.number === second.number
  if (first) return isNumberThere(other, first)
  if (second) return isNumberThere(one, second)
  return isOtherWithCountry(one.digits, other.digits)
}

function isNumberThere({ text }: Phone, { number, countryCallingCode }: PhoneNumber): boolean {
  return parsePhoneNumberFromString(text, { defaultCallingCode: countryCallingCode })?.number === number
}

/** A spreadsheet takes the plus before a country for a sign, and leaves it out. */
function isOtherWithCountry(one: string, other: string): boolean {
  const [long, short] = one.length >= other.length ? [one, other] : [other, one]
  return long.endsWith(short) && long.length - short.length <= MOST_COUNTRY_DIGITS
}

/** Digits, and what people write between them. */
const NUMBER_ALONE = /^[\p{Nd}\s()+./-]+$/u

/**
 * False for a number alone that nobody could dial from `country` (ISO 3166, two letters; null where it is not known), for it has too few digits
 * or too many. Words beside a number, or a second one, are no mistake.
 */
export function canBeDialled(typed: string, country: string | null): boolean {
  const text = typed.replace(INTERNATIONAL_ZEROS, '+').trim()
  if (!NUMBER_ALONE.test(text) || (country === null && !text.startsWith('+'))) return true
  return validatePhoneNumberLength(text, (country ?? undefined) as CountryCode | undefined) === undefined
}
