import { HubError } from '../../../../protocol/errors.ts'
import type { ImportMapping } from '../../../../protocol/import-mapping.ts'
import type { MendedCell } from '../../../../protocol/import-mends.ts'
import { sourceId } from '../../../../platform/source-id.ts'
import type { CsvRow } from '../csv-rows.ts'
import { fileRows, type MembersFile } from '../file-rows.ts'
import { nobodySeen, onceInFile, type Seen } from '../once-in-file.ts'
import { parseRow } from '../parse-row.ts'
import { ROWS_AT_ONCE, type FilePiece } from '../read-members-file.ts'
import { ROWS_BEFORE_DATA } from '../recognise/header-row.ts'
import { rowShape, type MemberFileRow } from '../row-shape.ts'
import { convertRow, type ConvertParts } from './convert-row.ts'
import { refusedRow } from './in-their-words.ts'
import { layoutBy, noLayout, type Layout } from './layout.ts'
import { mending } from './mend-cells.ts'
import { People } from './people.ts'

export interface MappedParts {
  mapping: ImportMapping
  /** The gym's day, YYYY-MM-DD. */
  today: string
  mended?: readonly MendedCell[] | undefined
}

/**
 * Reads another product's file in pieces, as its mapping says, and gives the very rows that an import takes. A row that is no
 * member, or is refused, is given beside them with the reason. Throws a HubError for a file that is no CSV, or not of this mapping.
 */
export async function* readMappedFile(file: MembersFile, parts: MappedParts): AsyncGenerator<FilePiece> {
  const { mapping } = parts
  const mend = mending(parts.mended ?? [])
  // A file of the rest is UTF-8 and says so, whatever the one was that it is of.
  const said = { ...file, encoding: mapping.encoding, sheet: mapping.sheet }
  const { encoding, rows, misreading, readShare } = fileRows(said, mapping.separator)
  let read: ReadRow | null = null
  let header: readonly string[] = []
  const begun = (): MappedPiece => ({
    ...{ rows: [], encoding, readShare: 0, blankRows: 0, unnamedColumns: 0 },
    theirs: { header, passed: [], cells: new Map() },
  })
  let piece = begun()
  let before = 0
  for await (const row of rows) {
    if (read) read(mend(row), piece)
    else {
      const layout = layoutBy(mapping, row)
      if (layout) read = readingBy(layout, { misreading, today: parts.today })
      else if ((before += 1) === ROWS_BEFORE_DATA) throw noLayout(mapping)
      header = layout?.header ?? []
      piece = begun()
    }
    if (piece.theirs.cells.size < ROWS_AT_ONCE) continue
    yield { ...piece, readShare: readShare() }
    piece = begun()
  }
  if (!read) throw noLayout(mapping)
  yield { ...piece, readShare: 1 }
}

type MappedPiece = FilePiece & Required<Pick<FilePiece, 'theirs'>>

type ReadRow = (row: CsvRow, piece: MappedPiece) => void

function readingBy(layout: Layout, parts: ConvertParts): ReadRow {
  const seen = { ...nobodySeen(), people: new People() }
  return (row, { rows, theirs }) => {
    const { line, cells } = row
    theirs.cells.set(line, cells)
    try {
      const converted = convertRow(layout, row, parts)
      if (converted.what === 'row') rows.push(memberOf(layout.mapping, converted, line, seen))
      else theirs.passed.push({ line, what: converted.what })
    } catch (error) {
      if (!(error instanceof HubError)) throw error
      theirs.passed.push(refusedRow(layout.mapping, line, error))
    }
  }
}

/** The row by the rules of all members files: a field has one. */
function memberOf(
  { source }: ImportMapping,
  { cells, oldId }: { cells: object; oldId: string },
  line: number,
  seen: Seen & { people: People },
): MemberFileRow {
  const row = parseRow(rowShape, cells, line)
  const member = oldId === '' ? row : { ...row, sourceId: sourceId(source, oldId) }
  if (oldId === '') seen.people.add(member)
  return onceInFile(member, seen)
}
