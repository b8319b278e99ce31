import type { z } from 'zod'
import { damageOf, unguarded } from './cells.ts'
import type { CsvRow } from './csv-rows.ts'
import { fileRows, type MembersFile } from './file-rows.ts'
import { refusedAt } from './refusal.ts'

/** A row of a table that is no members file, as its shape reads it. */
export type OwnRow<Shape extends z.ZodObject> = z.output<Shape> & { line: number }

/** Some rows of a table, and how much of it has been read with them, 0 to 1. */
export interface TablePiece<Row> {
  rows: Row[]
  readShare: number
}

/** Rows written in one go: a desk's scan waits for at most one of them, a few milliseconds. */
const ROWS_AT_ONCE = 50

/** Reads a table in pieces, by the names of its columns; others than the shape's are passed over. Throws a HubError at its first bad row. */
export async function* readTable<Shape extends z.ZodObject>(
  file: MembersFile,
  shapeFor: (header: readonly string[]) => Shape,
): AsyncGenerator<TablePiece<OwnRow<Shape>>> {
  const { rows, readShare } = fileRows(file)
  let columns: { header: string[]; shape: Shape } | null = null
  let piece: OwnRow<Shape>[] = []
  for await (const row of rows) {
    if (!columns) {
      const header = row.cells.map((cell) => cell.trim())
      columns = { header, shape: shapeFor(header) }
      continue
    }
    if (row.cells.every((cell) => cell.trim() === '')) continue
    piece.push(ownRow(columns, row))
    if (piece.length < ROWS_AT_ONCE) continue
    yield { rows: piece, readShare: readShare() }
    piece = []
  }
  yield { rows: piece, readShare: 1 }
}

function ownRow<Shape extends z.ZodObject>(
  { header, shape }: { header: readonly string[]; shape: Shape },
  { cells, line }: CsvRow,
): OwnRow<Shape> {
  const said = header.map((name, at): [string, string] => [name, unguarded(cells[at] ?? '')])
  for (const [name, text] of said) {
    const damage = damageOf(text)
    if (damage !== null) throw refusedAt(line, name, damage)
  }
  const read = shape.safeParse(Object.fromEntries(said))
  if (read.success) return { ...read.data, line }
  const [issue] = read.error.issues
  throw refusedAt(line, issue?.path.join('.') ?? null, issue?.message ?? 'is wrong.')
}

/** Reads a table to its end, and keeps none of it. Throws a HubError at its first bad row. */
export async function readToEnd(pieces: AsyncIterable<unknown>): Promise<void> {
  const rest = pieces[Symbol.asyncIterator]()
  while ((await rest.next()).done !== true);
}
