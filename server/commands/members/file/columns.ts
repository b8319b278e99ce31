import { HubError } from '../../../protocol/errors.ts'
import type { CsvRow } from './csv-rows.ts'
import { refusedAt } from './refusal.ts'
import { COLUMNS, type ColumnName } from './row-shape.ts'

/** What stands in which place of each row. */
export interface Columns {
  /** By place; null where a column has no name. */
  names: readonly (ColumnName | null)[]
  unnamed: number
}

/** Cells of a header: ours are a fifth of it, the rest are columns without a name. */
const MAX_COLUMNS = 100

/** Characters of an unknown name that are told. */
const TOLD_CHARACTERS = 40

/** Reads the header. Throws a HubError for an unknown column, one that stands there twice, and where there are no names. */
export function readColumns({ cells, line }: CsvRow): Columns {
  if (cells.length > MAX_COLUMNS) {
    throw refusedAt(line, null, `a file may have at most ${MAX_COLUMNS} columns. Take the empty ones out.`)
  }
  const names = cells.map((cell) => columnOf(cell.trim(), line))
  const twice = names.find((name, at) => name !== null && names.indexOf(name) !== at)
  if (twice) throw refusedAt(line, twice, 'is there twice. Keep one of the two columns.')
  if (!names.includes('full_name')) throw refusedAt(line, null, 'the column "full_name" is missing.')
  return { names, unnamed: names.filter((name) => name === null).length }
}

function columnOf(header: string, line: number): ColumnName | null {
  if (header === '') return null
  const known = COLUMNS.find((name) => name === header)
  if (known) return known
  const told = header.slice(0, TOLD_CHARACTERS)
  throw new HubError(
    'invalid_message',
    `Line ${line}: "${told}" is not a known column. The columns are: ${COLUMNS.join(', ')}.`,
    { line },
  )
}

/** The cells of a row by their columns, or null for a row without any. Throws where a cell has no column, or lacks. */
export function cellsOf(
  { names }: Columns,
  { cells, line }: CsvRow,
): Partial<Record<ColumnName, string>> | null {
  if (cells.every((cell) => cell.trim() === '')) return null
  const astray = cells.findIndex((cell, at) => cell.trim() !== '' && !names[at])
  if (astray !== -1) {
    const cause = `the cell in place ${astray + 1} has no column. Name the column in the header, or empty the cell.`
    throw refusedAt(line, null, cause)
  }
  const needed = names.findLastIndex((name) => name !== null) + 1
  if (cells.length < needed) {
    const cause = `the row ends after cell ${cells.length}, the header after column ${needed}. Fill in what is missing.`
    throw refusedAt(line, null, cause)
  }
  return Object.fromEntries(names.flatMap((name, at) => (name === null ? [] : [[name, cells[at] ?? '']])))
}
