import type { DuplicateReason } from '../../protocol/duplicates.ts'
import { dayOfYear } from '../birthday.ts'
import { isSamePhone, phoneEnd, phoneOf, type Phone } from '../phone.ts'
import { wordsOf } from '../search/fold.ts'
import { compareNames } from './same-name.ts'

/** What members are compared by, as they are kept. */
export interface Described {
  id: string
  full_name: string
  phone: string
  email: string
  birthday: string | null
}

/** The same as it is compared. */
export interface Compared {
  id: string
  words: readonly string[]
  /** Null where there are too few digits to tell. */
  phone: Phone | null
  email: string
  birthday: string | null
}

export function comparedOf({ id, full_name, phone, email, birthday }: Described): Compared {
  const words = wordsOf(full_name).sort()
  const number = phoneOf(phone)
  const isLong = number !== null && phoneEnd(number) !== null
  return { id, words, phone: isLong ? number : null, email: email.toLowerCase(), birthday }
}

/** How much each thing that is the same says. */
const WEIGHTS: Record<DuplicateReason, number> = {
  name: 4,
  similar_name: 2,
  birthday: 3,
  email: 2,
  phone: 2,
}

/** A pair is shown from here on: the same name alone, or a similar one and one thing more. */
const LEAST_WEIGHT = 4

export interface Comparison {
  reasons: DuplicateReason[]
  weight: number
}

/**
 * Why two members may be one person; null where nothing says so. Another name or another birthday is another person: what a family shares
 * makes nobody one.
 */
export function compareMembers(one: Compared, other: Compared): Comparison | null {
  const birthday = compareBirthdays(one.birthday, other.birthday)
  if (birthday === 'other') return null
  const name = compareNames(one.words, other.words)
  if (name === 'other') return null
  const sameEmail = isSameEmail(one, other)
  const samePhone = one.phone !== null && other.phone !== null && isSamePhone(one.phone, other.phone)
  const reasons: DuplicateReason[] = [
    name === 'same' ? 'name' : 'similar_name',
    ...(birthday === 'same' ? ['birthday' as const] : []),
    ...(sameEmail ? ['email' as const] : []),
    ...(samePhone ? ['phone' as const] : []),
  ]
  if (reasons.length === 1 && hasOtherContacts(one, other)) return null
  const weight = reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0)
  return weight < LEAST_WEIGHT ? null : { reasons, weight }
}

function isSameEmail(one: Compared, other: Compared): boolean {
  return one.email !== '' && one.email === other.email
}

/** Both have an e-mail address and a phone number, and neither is the other's: then a name says too little. */
function hasOtherContacts(one: Compared, other: Compared): boolean {
  return one.email !== '' && other.email !== '' && one.phone !== null && other.phone !== null
}

/** A birthday without its year says nothing of the year; one that is not known says nothing. */
function compareBirthdays(one: string | null, other: string | null): 'same' | 'open' | 'other' {
  if (one === null || other === null) return 'open'
  if (dayOfYear(one) !== dayOfYear(other)) return 'other'
  if (one.length !== other.length) return 'open'
  return one === other ? 'same' : 'other'
}
