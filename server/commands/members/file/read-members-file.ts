import type { Encoding } from '../../../protocol/encodings.ts'
import type { RowOutcome } from '../../../protocol/import-report.ts'
import { damageOf, unguarded } from './cells.ts'
import { cellsOf, readColumns, type Columns } from './columns.ts'
import type { CsvRow } from './csv-rows.ts'
import { fileRows, type MembersFile } from './file-rows.ts'
import { nobodySeen, onceInFile } from './once-in-file.ts'
import { parseRow } from './parse-row.ts'
import { refusedAt, type Cause } from './refusal.ts'
import { exportedRowShape, rowShape, type MemberFileRow } from './row-shape.ts'

/** Some rows of a file, in their order, and what was passed over before them. */
export interface FilePiece {
  rows: MemberFileRow[]
  encoding: Encoding
  /** How much of the file has been read with it, 0 to 1. */
  readShare: number
  blankRows: number
  /** Empty columns without a name; told with the first piece. */
  unnamedColumns: number
  /** What else there is of another product's file. */
  theirs?: TheirRows
}

/** The rows of a piece as they stand in another product's file. */
export interface TheirRows {
  header: readonly string[]
  /** Those that are no members, or are refused. */
  passed: RowOutcome[]
  /** By line. */
  cells: Map<number, readonly string[]>
}

/** Rows read and written in one go: a desk's scan waits for at most one of them, a few milliseconds. */
export const ROWS_AT_ONCE = 10

/**
 * Reads a members file in pieces. Throws a HubError at its first bad line, with the line, the column, what is wrong and
 * what to do. What is said of one row alone, or of two rows of the file, is looked at here; the members are not.
 */
export async function* readMembersFile(file: MembersFile): AsyncGenerator<FilePiece> {
  const { encoding, rows, misreading, readShare } = fileRows(file)
  const seen = nobodySeen()
  let columns: Columns | null = null
  const begun = (): FilePiece => ({ rows: [], encoding, readShare: 0, blankRows: 0, unnamedColumns: 0 })
  let piece = begun()
  for await (const csvRow of rows) {
    if (!columns) {
      columns = readColumns(csvRow)
      piece.unnamedColumns = columns.unnamed
      continue
    }
    const row = readRow(columns, csvRow, misreading)
    if (!row) piece.blankRows += 1
    else piece.rows.push(onceInFile(row, seen))
    if (piece.rows.length < ROWS_AT_ONCE) continue
    yield { ...piece, readShare: readShare() }
    piece = begun()
  }
  if (!columns) throw refusedAt(1, null, 'the file is empty. Its first line names the columns.')
  yield { ...piece, readShare: 1 }
}

/** A row as it is meant, or null for a blank one. */
function readRow(
  columns: Columns,
  csvRow: CsvRow,
  misreading: (text: string) => Cause | null,
): MemberFileRow | null {
  const { line } = csvRow
  const cells = cellsOf(columns, csvRow)
  if (!cells) return null
  const meant = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, unguarded(cell)]))
  for (const [name, text] of Object.entries(meant)) {
    const damage = misreading(text) ?? damageOf(text)
    if (damage !== null) throw refusedAt(line, name, damage)
  }
  return parseRow(meant['version'] ? exportedRowShape : rowShape, meant, line)
}
