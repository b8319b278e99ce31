import type { MemberRow } from '../../store/rights.ts'
import type { MemberFileRow } from './file/row-shape.ts'
import { isAsExported, VERSIONED, type Checksum, type VersionedColumn } from './file/versions.ts'

/** Columns that say one thing together: one of them that was edited is about the others as they were. */
const TOGETHER: readonly (readonly VersionedColumn[])[] = [
  ['debt_cents', 'debt_since'],
  ['note', 'note_must_be_read'],
]

/**
 * The row of an export without the cells that nobody has edited since: they say what was, and nothing of what a desk has
 * made of it.
 */
export function withoutUnedited(row: MemberFileRow, known: MemberRow, checksum: Checksum): MemberFileRow {
  const { version } = row
  if (!version) return row
  const isUnedited = (column: VersionedColumn) =>
    row[column] === undefined || isAsExported(version, column, valueIn(row, column), checksum)
  const said = { ...row }
  for (const column of VERSIONED) {
    const thing = TOGETHER.find((columns) => columns.includes(column)) ?? [column]
    if (!thing.every(isUnedited)) continue
    if (column === 'full_name') said.full_name = known.full_name
    else said[column] = undefined
  }
  return said
}

/** As the database keeps it. */
function valueIn(row: MemberFileRow, column: VersionedColumn): string | number | null {
  const value = row[column]
  return typeof value === 'boolean' ? Number(value) : (value ?? null)
}
