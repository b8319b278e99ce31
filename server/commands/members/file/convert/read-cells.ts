import type { ImportField, MappedColumn } from '../../../../protocol/import-mapping.ts'
import type { ImportRefusalCode } from '../../../../protocol/import-refusals.ts'
import { dayBefore, readDate } from '../values/dates.ts'
import { isNegative, readCents } from '../values/money.ts'
import { isNoPlan } from '../values/words.ts'

/** The cells of one row by what they mean; reading one throws what a person has to mend. */
export interface RowCells {
  /** The first cell of the field's columns in which something stands, or ''. */
  text: (field: ImportField) => string
  /** All of them, one after the other. */
  texts: (field: ImportField) => string[]
  column: (field: ImportField) => MappedColumn | undefined
  /** Refuses the row for what stands in the column of this field. */
  refuse: (field: ImportField, code: ImportRefusalCode) => Error
}

type DayField = 'birthday' | 'valid_from' | 'valid_until' | 'frozen_from' | 'frozen_until'

/** The day of a cell, or ''. */
export function readDay(row: RowCells, field: DayField, today: string): string {
  const text = row.text(field)
  if (text === '') return ''
  const order = row.column(field)?.dates ?? null
  const day = readDate(text, { order, ...(field === 'birthday' && { before: today }) })
  if (day !== null) return day
  const isOpen = order === null && readDate(text, { order: 'DMY' }) !== null
  throw row.refuse(field, isOpen ? 'two_days' : 'no_day')
}

/** The last day somebody may come. */
export function readEnd(row: RowCells, end: 'last_day' | 'day_after', today: string): string {
  const day = readDay(row, 'valid_until', today)
  return day !== '' && end === 'day_after' ? dayBefore(day) : day
}

/** What is owed, in cents, as text; '' where nothing is said. What a gym owes a member is no debt. */
export function readDebt(row: RowCells): string {
  const text = row.text('debt')
  if (text === '') return ''
  const { decimal = null, debts = null } = row.column('debt') ?? {}
  const cents = readCents(text, decimal)
  if (cents === null) {
    throw row.refuse('debt', 'no_sum')
  }
  if (cents === 0) return '0'
  if (debts === null) {
    throw row.refuse('debt', 'debt_or_credit')
  }
  return isNegative(text) === (debts === 'negative') ? String(cents) : '0'
}

/** Behind these a comma stands in a name that is not turned. */
const SUFFIXES = /^(?:jr|sr|junior|senior|ii|iii|iv|md|phd|esq)\.?$/i

/** The whole name of the member, of one column or of two. */
export function readName(row: RowCells): string {
  const parts = [row.text('first_name'), row.text('last_name')].filter((part) => part !== '')
  if (parts.length > 0) return parts.join(' ')
  const whole = row.text('full_name')
  if (row.column('full_name')?.order !== 'last_first') return whole
  const [last = '', first = '', ...others] = whole.split(',').map((part) => part.trim())
  const isTurned = first !== '' && others.length === 0 && !SUFFIXES.test(first)
  return isTurned ? `${first} ${last}` : whole
}

/** Codes of cards with a blank between them: other products write commas too. */
export function readCards(row: RowCells): string {
  return row
    .texts('credentials')
    .map((text) => text.replace(/,/g, ' '))
    .join(' ')
}

const ENDLESS = /^(?:unlimited|unbegrenzt|illimite|illimitée?|ilimitad[oa]|∞)$/i

/** Visits that are left, as text; '' where they are not counted. */
export function readVisits(row: RowCells): string {
  const text = row.text('visits_left')
  return ENDLESS.test(text) ? '' : (/^(\d+)[.,]0+$/.exec(text)?.[1] ?? text)
}

/** Our plan by theirs. */
export function readPlan(row: RowCells, plans: Readonly<Record<string, string>>): string {
  const text = row.text('membership_type')
  if (isNoPlan(text)) return ''
  return Object.hasOwn(plans, text) ? (plans[text] ?? '') : text
}
