import type { ImportField, StatusMeaning } from '../../../../protocol/import-mapping.ts'
import { damageOf, isShortened, unguarded } from '../cells.ts'
import type { CsvRow } from '../csv-rows.ts'
import { because, refusedAt, type Cause } from '../refusal.ts'
import type { ColumnName } from '../row-shape.ts'
import { isEmptyWord, isSumWord, readYesNo, statusWord } from '../values/words.ts'
import type { Layout } from './layout.ts'
import {
  readCards,
  readDay,
  readDebt,
  readEnd,
  readName,
  readPlan,
  readVisits,
  type RowCells,
} from './read-cells.ts'

/** What a row of another product's file comes to: the cells of one of our rows, or nothing. */
export type Converted =
  | { what: 'row'; cells: Partial<Record<ColumnName, string>>; oldId: string }
  | { what: 'blank' | 'sum' | 'left_out' }

export interface ConvertParts {
  /** YYYY-MM-DD. */
  today: string
  /** Why a text is not what somebody wrote, or null. */
  misreading: (text: string) => Cause | null
}

/** Reads a row as the layout says. Throws a HubError with its line and the file's own column for what a person has to mend. */
export function convertRow(layout: Layout, row: CsvRow, parts: ConvertParts): Converted {
  const texts = row.cells.map(unguarded)
  if (texts.every((text) => text === '')) return { what: 'blank' }
  requireWidth(layout, row)
  const cells = cellsOf(layout, texts, row.line, parts)
  const name = readName(cells)
  if (cells.text('old_id') === '' && isSum(texts, name)) return { what: 'sum' }
  if (/^\(?deleted\b/i.test(name)) return { what: 'left_out' }
  const meaning = meaningOf(layout, cells)
  if (meaning === 'leave_out') return { what: 'left_out' }
  const said = { ...plainOf(layout, cells, parts.today), full_name: name }
  const whole = {
    ...said,
    ...byMeaning(layout, cells, { meaning, end: said.valid_until, today: parts.today }),
  }
  const filled = Object.entries(whole).filter(([column, text]) => text !== '' || column === 'full_name')
  return { what: 'row', cells: Object.fromEntries(filled), oldId: oldIdOf(cells) }
}

function requireWidth({ header, needed }: Layout, { cells, line }: CsvRow): void {
  if (cells.slice(header.length).some((cell) => cell.trim() !== '')) {
    const counts = { cells: cells.length, header: header.length }
    throw refusedAt(line, null, because('too_many_cells', counts))
  }
  if (cells.length < needed) {
    throw refusedAt(line, null, because('too_few_cells', { cells: cells.length, needed }))
  }
}

function cellsOf(
  { places }: Layout,
  texts: readonly string[],
  line: number,
  { misreading }: ConvertParts,
): RowCells {
  const column = (field: ImportField) => places.get(field)?.[0]?.column
  const refusedFor = (field: ImportField, cause: Cause) =>
    refusedAt(line, column(field)?.header ?? field, cause)
  const filledOf = (field: ImportField): string[] =>
    (places.get(field) ?? []).map(({ at }) => texts[at] ?? '').filter((text) => !isEmptyWord(text))
  const checked = (field: ImportField): string[] => {
    const filled = filledOf(field)
    const damage = filled.map((text) => misreading(text) ?? damageOf(text)).find((cause) => cause !== null)
    if (damage) throw refusedFor(field, damage)
    return filled
  }
  const text = (field: ImportField) => checked(field)[0] ?? ''
  return { text, texts: checked, column, refuse: (field, code) => refusedFor(field, because(code)) }
}

/** A row that adds up others: it has no number and names nobody, and says so or has figures alone. */
function isSum(texts: readonly string[], name: string): boolean {
  const filled = texts.filter((text) => text !== '')
  if (name === '') return filled.some(isSumWord) || filled.every((text) => /^[\d.,\s\p{Sc}()-]+$/u.test(text))
  return isSumWord(name) && filled.every((text) => text === name || /^[\d.,\s\p{Sc}()-]+$/u.test(text))
}

function oldIdOf(cells: RowCells): string {
  const oldId = cells.text('old_id')
  if (isShortened(oldId)) throw cells.refuse('old_id', 'shortened')
  return oldId
}

/** What stands in one column each, in the form of ours. */
function plainOf({ mapping }: Layout, cells: RowCells, today: string) {
  const phone = cells.text('mobile')
  return {
    email: cells.text('email'),
    phone: phone === '' ? cells.text('phone') : phone,
    birthday: readDay(cells, 'birthday', today),
    credentials: readCards(cells),
    membership_type: readPlan(cells, mapping.plans),
    valid_from: readDay(cells, 'valid_from', today),
    valid_until: readEnd(cells, mapping.end, today),
    visits_left: readVisits(cells),
    frozen_from: readDay(cells, 'frozen_from', today),
    frozen_until: readDay(cells, 'frozen_until', today),
    debt_cents: readDebt(cells),
    note: cells.texts('note').join('\n'),
  }
}

/** What the status means; null where nothing is said. */
function meaningOf({ mapping }: Layout, cells: RowCells): StatusMeaning | null {
  const word = statusWord(cells.text('status'))
  if (word === '' && mapping.statuses[''] === undefined) return null
  const meaning = Object.hasOwn(mapping.statuses, word) ? mapping.statuses[word] : null
  if (meaning) return meaning
  throw cells.refuse('status', word === '' ? 'empty_status' : 'unknown_status')
}

interface Said {
  meaning: StatusMeaning | null
  end: string
  today: string
}

/** What a status and an end come to together; whoever is kept out there is never let in here. */
function byMeaning({ mapping, places }: Layout, cells: RowCells, { meaning, end, today }: Said) {
  if (meaning === 'suspended' || isSuspended(cells)) return { suspended: '1' }
  if (meaning === 'expired') {
    if (end === '') throw cells.refuse('status', 'expired_without_end')
    if (end >= today) throw cells.refuse('status', 'expired_to_come')
    return {}
  }
  if (meaning === 'frozen') {
    const isDated = cells.text('frozen_from') !== '' || cells.text('frozen_until') !== ''
    return isDated ? {} : { frozen_from: mapping.frozenSince }
  }
  if (end === '' && places.has('valid_until') && mapping.emptyEnd === 'refuse') {
    throw cells.refuse('valid_until', 'empty_end')
  }
  return {}
}

function isSuspended(cells: RowCells): boolean {
  const text = cells.text('suspended')
  if (text === '') return false
  const said = readYesNo(text)
  if (said === null) throw cells.refuse('suspended', 'no_yes_or_no')
  return said
}
