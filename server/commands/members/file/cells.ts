import type { ImportRefusal, ImportRefusalCode } from '../../../protocol/import-refusals.ts'
import { because } from './refusal.ts'

/** What a cell may hold, and how an export writes it so that a spreadsheet leaves it as it is. */

/** Signs that make a spreadsheet take a cell for a formula, guarded ones too: an export puts an apostrophe before them. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/
const GUARDED_FORMULA = /^'(?='*[=+\-@\t\r＝＋－＠])/

/** A text as an export writes it. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

/** The cells of a row, by their columns, as an export writes them. */
export function guardedCells(cells: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(cells).map(([name, value]) => [name, typeof value === 'string' ? guarded(value) : value]),
  )
}

/** The text of a cell, as it was before an export guarded it. */
export function unguarded(cell: string): string {
  return cell.trim().replace(GUARDED_FORMULA, '')
}

/** What a cell of any column may not hold, by the sign of it. */
const DAMAGE: readonly (readonly [RegExp, ImportRefusalCode])[] = [
  [/\ufffd/, 'lost_characters'],
  [/\0/, 'zero_byte'],
  [/^#{2,}$|^#(?:REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/i, 'spreadsheet_error'],
]

/** What is wrong with a cell, or null. */
export function damageOf(text: string): ImportRefusal | null {
  const code = DAMAGE.find(([sign]) => sign.test(text))?.[1]
  return code === undefined ? null : because(code)
}

/** A long number that a spreadsheet has rounded or made a fraction. A code such as 04E12345 is none. */
const SHORTENED = /^\d+[.,]\d+E[+-]?\d+$|^\d+E[+-]\d+$|^\d+[.,]0+$/i

export function isShortened(text: string): boolean {
  return SHORTENED.test(text)
}

/** What people and programs write where there is nothing. */
const PLACEHOLDERS = new Set(['n/a', '#n/a', 'na', 'n.a.', 'none', 'null', 'nil', '-', '--', '—'])

export function isPlaceholder(text: string): boolean {
  return PLACEHOLDERS.has(text.toLowerCase())
}
