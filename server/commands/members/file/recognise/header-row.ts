import type { CsvRow } from '../csv-rows.ts'
import { dateShapeOf } from '../values/dates.ts'
import { namedAs } from './named-as.ts'

/** Rows in which the names of the columns are looked for. */
export const ROWS_BEFORE_DATA = 20

/** A cell that is no name of a column. */
function isData(cell: string): boolean {
  return cell.includes('@') || /^[\d.,\s+-]+$/.test(cell) || dateShapeOf(cell) !== null
}

/** Names that we know make a header of a row; a title has none, or one by chance. */
const KNOWN_NAMES = 2

/**
 * The row of `rows`, the first ones of a file, that names the columns: the one with the most names that we know; of a file
 * in another language the first one that could be it. Null where there is none.
 */
export function findHeaderRow(rows: readonly CsvRow[]): CsvRow | null {
  const scores = rows.map((row) => {
    const cells = row.cells.map((cell) => cell.trim()).filter((cell) => cell !== '')
    const isHeader = cells.length > 0 && !cells.some(isData)
    return { row, cells: cells.length, known: isHeader ? cells.filter((cell) => namedAs(cell)).length : -1 }
  })
  const widest = Math.max(...scores.map(({ cells }) => cells), 0)
  const best = scores.reduce<(typeof scores)[number] | null>(
    (most, next) => (next.known > (most?.known ?? 0) ? next : most),
    null,
  )
  if (best && best.known >= Math.min(KNOWN_NAMES, widest)) return best.row
  const possible = scores.find(({ known, cells }) => known >= 0 && cells >= widest - 1)
  return possible?.row ?? null
}
