import { describe, expect, it } from 'vitest'
import { canBeDialled, isSamePhone, phoneEnd, phoneOf } from './phone.ts'

function areSame(one: string, other: string): boolean {
  const [first, second] = [phoneOf(one), phoneOf(other)]
  if (!first || !second) throw new Error('A number has no digits.')
  const are = isSamePhone(first, second)
  expect(isSamePhone(second, first)).toBe(are)
  return are
}

describe('two phone numbers are one', () => {
  it.each([
    ['with the country, and without', '+49 171 2345678', '0171 2345678'],
    ['with the zero that nobody dials', '+49 (0)171 / 2345678', '0171-2345678'],
    ['with two zeros before the country', '0049 171 2345678', '+49 171 2345678'],
    ['whose plus or zero a spreadsheet has left out', '491712345678', '1712345678'],
    ['whose zero stays behind the country', '+39 06 1234 5678', '06 12345678'],
    ['in Arabic digits', '٠١٠٠ ١٢٣ ٤٥٦٧', '+20 100 123 4567'],
    ['with brackets', '+1 415 555 2671', '(415) 555-2671'],
    ['with what it is for', '0171 2345678 (mother)', '+49 171 2345678'],
    ['that are an extension', '12', '12'],
  ])('%s', (_how, one, other) => {
    expect(areSame(one, other)).toBe(true)
  })
})

describe('two phone numbers are two', () => {
  it.each([
    ['of which one is the end of the other', '030 1 0171 2345678', '0171 2345678'],
    ['of two countries', '+49 171 2345678', '+43 171 2345678'],
    ['with another last digit', '0171 2345678', '0171 2345679'],
    ['with another town', '+49 30 2345678', '040 2345678'],
    ['of which one has too few digits', '45678', '0171 2345678'],
    ['whose zero behind the country is another number', '+39 06 1234 5678', '6 12345678'],
  ])('%s', (_how, one, other) => {
    expect(areSame(one, other)).toBe(false)
  })
})

it('has no end where there are too few digits, and is none without a digit', () => {
  expect([phoneOf('12345'), phoneOf('123456')].map((phone) => phone && phoneEnd(phone))).toEqual([
    null,
    '123456',
  ])
  expect(phoneOf('private')).toBeNull()
})

describe('a phone number', () => {
  it.each([
    ['of the country', '0171 2345678', 'DE'],
    ['of another country', '+33 6 12 34 56 78', 'DE'],
    ['with two zeros before the country', '0033 6 12 34 56 78', 'DE'],
    ['with words, which are nobody’s mistake', '0171 (mother)', 'DE'],
    ['beside a second one', '0171 2345678, 030 123456', 'DE'],
    ['of a country that is not known', '0171', null],
  ])('can be dialled %s', (_how, text, country) => {
    expect(canBeDialled(text, country)).toBe(true)
  })

  it.each([
    ['with too few digits', '01', 'DE'],
    ['with too few digits for its country', '415 555', 'US'],
    ['with too many digits', '0171 2345678 2345678', 'DE'],
    ['with a country and little more', '+49 1', 'DE'],
    ['with a country and little more, where the own one is not known', '+49 1', null],
  ])('cannot be dialled %s', (_how, text, country) => {
    expect(canBeDialled(text, country)).toBe(false)
  })
})
