import type { MendedCell } from '../../../../protocol/import-mends.ts'
import { MAX_MENDED_CHARACTERS, type RowOutcome } from '../../../../protocol/import-report.ts'
import type { CsvRow } from '../csv-rows.ts'
import type { TheirRows } from '../read-members-file.ts'
import { headerKey } from '../values/header-key.ts'

/** Gives a row as it is to be read, with the cells that somebody has mended. */
export function mending(mended: readonly MendedCell[]): (row: CsvRow) => CsvRow {
  const ofLine = Map.groupBy(mended, ({ line }) => line)
  return (row) => {
    const cells = ofLine.get(row.line)
    if (!cells) return row
    const texts = [...row.cells]
    for (const { at, text } of cells) if (at < texts.length) texts[at] = text
    return { ...row, cells: texts }
  }
}

/** A refused row with what stands in the cell that it is refused for: none where two columns have that name, or the text is too long for a field. */
export function withCell(outcome: RowOutcome, theirs: TheirRows | undefined): RowOutcome {
  const { what, line, column } = outcome
  if (what !== 'refused' || typeof column !== 'string' || !theirs) return outcome
  const key = headerKey(column)
  const places = theirs.header.flatMap((header, at) => (headerKey(header) === key ? [at] : []))
  const [at] = places
  const text = at === undefined ? undefined : theirs.cells.get(line)?.[at]
  if (at === undefined || places.length > 1) return outcome
  if (text === undefined || text.length > MAX_MENDED_CHARACTERS) return outcome
  return { ...outcome, cell: { at, text } }
}
