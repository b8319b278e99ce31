import { z } from 'zod'
import { cleanName, isSeen } from './names.ts'

/** What a person may type of a member: one rule a field, for the hub, the page and, where a file says the same, the import. */

/** Characters of each text: more than any name, plan, number or address has. */
export const MEMBER_TEXT_CHARACTERS = { full_name: 200, membership_type: 100, phone: 50, email: 200 } as const

/** More visits than this are a slip of the finger. */
export const MAX_VISITS = 10_000

/** Nobody who trains was born before. */
const FIRST_BIRTHDAY = '1900-01-01'

/** What is wrong with a field, so that a desk can say it in its own words. */
export const FIELD_PROBLEMS = [
  'name_missing',
  'text_long',
  'phone_digits',
  'email_form',
  'birthday_form',
  'birthday_old',
  'birthday_to_come',
  'day_form',
  'ends_before_start',
  'visits_form',
] as const
export type FieldProblem = (typeof FIELD_PROBLEMS)[number]

/** A check that says which problem it finds, and the sentence for programs. */
export const orElse = (problem: FieldProblem, error: string) => ({ error, params: { problem } })

/** One line of text, as names are kept. */
export const line = (max: number) =>
  z
    .string()
    .overwrite(cleanName)
    .refine(
      (text) => text.length <= max,
      orElse('text_long', `This text is too long: write at most ${max} characters.`),
    )

const isDay = (sent: string): boolean => z.iso.date().safeParse(sent).success

/** A day of birth with its year, or MM-DD without. A leap year: whoever was born on 29 February has a birthday. */
export const isDayOfBirth = (sent: string): boolean => isDay(sent) || isDay(`2024-${sent}`)

/** Also of a birthday without a year, which was before every day that has one. */
const isOld = (birthday: string): boolean => birthday.length > 'MM-DD'.length && birthday < FIRST_BIRTHDAY

/** True of a day of birth that is after the gym's day. */
export const isToCome = (birthday: string | null, today: string): boolean => (birthday ?? '') > today

/** Something, an @, and a domain with a dot in it; whether it is theirs only a message could tell. */
const EMAIL = /^[^\s@,;<>"()]+@[^\s@,;<>"().]+(?:\.[^\s@,;<>"().]+)+$/u

const day = z
  .string()
  .refine(isDay, orElse('day_form', 'This is not a day that exists. Write it like 2026-11-23.'))
  .nullable()

/** By the names of the columns. Empty texts and null say that it is not known. */
export const memberFields = {
  full_name: line(MEMBER_TEXT_CHARACTERS.full_name).refine(
    isSeen,
    orElse('name_missing', 'The name is missing. Write the name of the member.'),
  ),
  membership_type: line(MEMBER_TEXT_CHARACTERS.membership_type),
  phone: line(MEMBER_TEXT_CHARACTERS.phone).refine(
    (phone) => phone === '' || /\p{Nd}/u.test(phone),
    orElse('phone_digits', 'A phone number has digits. Write the number, or leave it empty.'),
  ),
  email: line(MEMBER_TEXT_CHARACTERS.email).refine(
    (email) => email === '' || EMAIL.test(email),
    orElse('email_form', 'This is not an e-mail address. Write it like anna@example.com, or leave it empty.'),
  ),
  birthday: z
    .string()
    .refine(
      isDayOfBirth,
      orElse(
        'birthday_form',
        'This is not a day that exists. Write it like 1990-11-23, or 11-23 without the year.',
      ),
    )
    .refine(
      (birthday) => !isOld(birthday),
      orElse(
        'birthday_old',
        'This birthday is before 1900. Write the year of birth, or 11-23 without the year.',
      ),
    )
    .nullable(),
  suspended: z.boolean(),
  valid_from: day,
  valid_until: day,
  visits_left: z
    .number()
    .refine(
      (visits) => Number.isSafeInteger(visits) && visits >= 0 && visits <= MAX_VISITS,
      orElse('visits_form', `Write a number of visits from 0 to ${MAX_VISITS}, or leave it empty.`),
    )
    .nullable(),
}
