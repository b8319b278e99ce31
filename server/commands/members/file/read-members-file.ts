import { withoutAim } from '../../../domain/credential-code.ts'
import { damageOf, unguarded } from './cells.ts'
import { cellsOf, readColumns, type Columns } from './columns.ts'
import { csvRows, type CsvRow } from './csv-rows.ts'
import { decoded, encodingOf, misreadingOf, type Encoding } from './encodings.ts'
import { refusedAt, sharedBy } from './refusal.ts'
import { exportedRowShape, rowShape, type AlikeCards, type MemberFileRow } from './row-shape.ts'

/** A members file as it was sent. */
export interface MembersFile {
  bytes: Uint8Array<ArrayBuffer>
  /** Where whoever sends it says so; a byte-order mark knows better. */
  encoding?: Encoding | undefined
}

/** Some rows of a file, in their order, and what was passed over before them. */
export interface FilePiece {
  rows: MemberFileRow[]
  encoding: Encoding
  blankRows: number
  /** Empty columns without a name; told with the first piece. */
  unnamedColumns: number
}

/** Rows read and written in one go: a desk's scan waits for at most one of them, a few milliseconds. */
const ROWS_AT_ONCE = 20

/** Cards of one file: with each its line is remembered, to find the ones that two people have. */
const MAX_CARDS_IN_FILE = 500_000

/**
 * Reads a members file in pieces. Throws a HubError at its first bad line, with the line, the column, what is wrong and
 * what to do. What is said of one row alone, or of two rows of the file, is looked at here; the members are not.
 */
export async function* readMembersFile(file: MembersFile): AsyncGenerator<FilePiece> {
  const encoding = encodingOf(file.bytes, file.encoding)
  const seen: Seen = { cards: new Map(), aimed: new Map(), ids: new Map() }
  let columns: Columns | null = null
  let piece: FilePiece = { rows: [], encoding, blankRows: 0, unnamedColumns: 0 }
  for await (const csvRow of csvRows(decoded(file.bytes, encoding))) {
    if (!columns) {
      columns = readColumns(csvRow)
      piece.unnamedColumns = columns.unnamed
      continue
    }
    const row = readRow(columns, csvRow, (text) => misreadingOf(text, file.bytes, encoding))
    if (!row) piece.blankRows += 1
    else piece.rows.push(onceInFile(row, seen))
    if (piece.rows.length < ROWS_AT_ONCE) continue
    yield piece
    piece = { rows: [], encoding, blankRows: 0, unnamedColumns: 0 }
  }
  if (!columns) throw refusedAt(1, null, 'the file is empty. Its first line names the columns.')
  yield piece
}

/** A row as it is meant, or null for a blank one. */
function readRow(
  columns: Columns,
  csvRow: CsvRow,
  misreading: (text: string) => string | null,
): MemberFileRow | null {
  const { line } = csvRow
  const cells = cellsOf(columns, csvRow)
  if (!cells) return null
  const meant = Object.fromEntries(Object.entries(cells).map(([name, cell]) => [name, unguarded(cell)]))
  for (const [name, text] of Object.entries(meant)) {
    const damage = misreading(text) ?? damageOf(text)
    if (damage !== null) throw refusedAt(line, name, damage)
  }
  const row = (meant['version'] ? exportedRowShape : rowShape).safeParse(meant)
  if (row.success) return { ...row.data, line }
  const issue = row.error.issues[0]
  const message = issue?.code === 'invalid_union' ? issue.errors.flat().at(-1)?.message : issue?.message
  throw refusedAt(line, issue?.path.join('.') ?? null, message ?? 'is wrong.')
}

interface Seen {
  /** The line of each card and each id so far. */
  cards: Map<string, number>
  /** The cards with an AIM id, by the code behind it. */
  aimed: Map<string, { code: string; line: number }>
  ids: Map<string, number>
}

/** The same row, if no row before it is about the same member: two rows of a file are never one person. */
function onceInFile(row: MemberFileRow, seen: Seen): MemberFileRow {
  if (row.id) remember(seen.ids, row.id, row, 'id')
  const alike: AlikeCards[] = []
  for (const code of row.credentials ?? []) {
    remember(seen.cards, code, row, 'credentials')
    alike.push(...alikeOf(code, row, seen))
  }
  if (seen.cards.size > MAX_CARDS_IN_FILE) {
    throw refusedAt(
      row.line,
      'credentials',
      `may have at most ${MAX_CARDS_IN_FILE} cards in all. Split the file.`,
    )
  }
  return alike.length === 0 ? row : { ...row, alike }
}

/** The cards of the rows before it that differ from this one by an AIM id alone. */
function alikeOf(code: string, { line }: MemberFileRow, { cards, aimed }: Seen): AlikeCards[] {
  const bare = withoutAim(code)
  const before = [aimed.get(bare), { code: bare, line: cards.get(bare) ?? line }]
  if (bare !== code) aimed.set(bare, { code, line })
  return before.flatMap((other) =>
    other && other.line !== line ? [{ code, other: other.code, line: other.line }] : [],
  )
}

function remember(
  seen: Map<string, number>,
  key: string,
  { line }: MemberFileRow,
  column: 'id' | 'credentials',
): void {
  const before = seen.get(key)
  if (before !== undefined) throw sharedBy(line, column, before)
  seen.set(key, line)
}
