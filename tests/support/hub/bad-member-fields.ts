import type { FieldProblem } from '../../../server/protocol/member-fields.ts'

/** What cannot be of a member: the field, what is sent of it, and what is said to be wrong. */
export const BAD_MEMBER_FIELDS: readonly (readonly [field: string, value: unknown, problem: FieldProblem])[] =
  [
    ['full_name', '', 'name_missing'],
    ['full_name', ' \u200b\u2060 ', 'name_missing'],
    ['full_name', '--', 'name_missing'],
    ['full_name', 'x'.repeat(201), 'text_long'],
    ['membership_type', 'x'.repeat(101), 'text_long'],
    ['phone', 'call her', 'phone_digits'],
    ['phone', '1'.repeat(51), 'text_long'],
    ['email', 'anna', 'email_form'],
    ['email', 'anna@example', 'email_form'],
    ['email', 'anna@@example.com', 'email_form'],
    ['email', 'anna berg@example.com', 'email_form'],
    ['email', 'anna@example.com, ben@example.com', 'email_form'],
    ['email', 'anna@example..com', 'email_form'],
    ['birthday', '2023-02-29', 'birthday_form'],
    ['birthday', '23.11.1990', 'birthday_form'],
    ['birthday', '13-01', 'birthday_form'],
    ['birthday', '', 'birthday_form'],
    ['birthday', '1899-12-31', 'birthday_old'],
    ['valid_from', '2026-11-31', 'day_form'],
    ['valid_until', 'tomorrow', 'day_form'],
    ['visits_left', -1, 'visits_form'],
    ['visits_left', 1.5, 'visits_form'],
    ['visits_left', 10_001, 'visits_form'],
  ]

/** What can be: names of people, numbers as they are dialled, days that exist. */
export const GOOD_MEMBER_FIELDS: readonly (readonly [field: string, value: unknown])[] = [
  ['full_name', 'Ñ'],
  ['full_name', 'سارة'],
  ['full_name', 'X Æ A-12'],
  ['phone', ''],
  ['phone', '+49 (0)171 / 234-56 ext. 7'],
  ['phone', '٠١٢٣٤٥'],
  ['email', ''],
  ['email', 'anna+gym@müller.example.com'],
  ['birthday', '02-29'],
  ['birthday', '1900-01-01'],
  ['birthday', null],
  ['visits_left', 0],
  ['valid_until', '2024-02-29'],
]
