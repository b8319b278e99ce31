import { isSamePhone, phoneEnd, phoneOf } from '../../../domain/phone.ts'

/** What tells people of one name apart. */
export interface Telling {
  email?: string | null | undefined
  phone?: string | null | undefined
  birthday?: string | null | undefined
}

const emailForm = (email: string): string => email.toLowerCase()

/** Without the year, which one of two may not know. */
const birthdayForm = (birthday: string): string => birthday.slice(-'11-23'.length)

/** Whether two people of one name are one: `open` where nothing that both have tells. */
export function likenessOf(one: Telling, other: Telling): 'same' | 'other' | 'open' {
  return likenessIn([
    bothSay(one.email, other.email, (a, b) => emailForm(a) === emailForm(b)),
    bothSay(phoneIn(one), phoneIn(other), isSamePhone),
    bothSay(one.birthday, other.birthday, (a, b) => birthdayForm(a) === birthdayForm(b)),
  ])
}

function phoneIn({ phone }: Telling): ReturnType<typeof phoneOf> {
  return phone ? phoneOf(phone) : null
}

/** Null where one of the two does not say it. */
function bothSay<Said>(
  one: Said | null | undefined,
  other: Said | null | undefined,
  areSame: (one: Said, other: Said) => boolean,
): boolean | null {
  return one && other ? areSame(one, other) : null
}

function likenessIn(answers: readonly (boolean | null)[]): 'same' | 'other' | 'open' {
  const told = answers.filter((answer) => answer !== null)
  if (told.length === 0) return 'open'
  return told.every(Boolean) ? 'same' : 'other'
}

/** The same in a form of which little is kept; null where nobody says it. */
export type Form = string | number | null

/** What tells, one form each. Of a phone number it is the end, which is the same with its country and without. */
export function formsOf({ email, phone, birthday }: Telling): (string | null)[] {
  const number = phone ? phoneOf(phone) : null
  return [
    email ? emailForm(email) : null,
    number && (phoneEnd(number) ?? number.digits),
    birthday ? birthdayForm(birthday) : null,
  ]
}

export function likenessBy(one: readonly Form[], other: readonly Form[]): 'same' | 'other' | 'open' {
  return likenessIn(one.map((form, at) => bothSay(form, other[at], (a, b) => a === b)))
}
