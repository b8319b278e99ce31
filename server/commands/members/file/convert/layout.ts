import { HubError } from '../../../../protocol/errors.ts'
import type { ImportField, ImportMapping, MappedColumn } from '../../../../protocol/import-mapping.ts'
import type { CsvRow } from '../csv-rows.ts'
import { headerKey } from '../values/header-key.ts'

/** Which column stands in which place of each row. */
export interface Layout {
  mapping: ImportMapping
  header: readonly string[]
  /** Places of the columns of each field, in the order of the file. */
  places: ReadonlyMap<ImportField, readonly { at: number; column: MappedColumn }[]>
  /** Cells that a row has to have. */
  needed: number
}

/** The layout by a row that names all columns that are imported; null by one that does not. */
export function layoutBy(mapping: ImportMapping, { cells }: CsvRow): Layout | null {
  const header = cells.map((cell) => cell.trim())
  const keys = header.map(headerKey)
  const taken = new Map<string, number>()
  const places = new Map<ImportField, { at: number; column: MappedColumn }[]>()
  let needed = 0
  for (const column of mapping.columns) {
    const key = headerKey(column.header)
    // Columns of one name are told apart by their order.
    const at = keys.indexOf(key, taken.get(key) ?? 0)
    taken.set(key, at + 1)
    if (column.field === null) continue
    if (at === -1) return null
    places.set(column.field, [...(places.get(column.field) ?? []), { at, column }])
    needed = Math.max(needed, at + 1)
  }
  return places.size === 0 ? null : { mapping, header, places, needed }
}

/** Refuses a file in which no row names the columns of its mapping. */
export function noLayout({ columns }: ImportMapping): HubError {
  const names = columns.filter(({ field }) => field !== null).map(({ header }) => `"${header.slice(0, 40)}"`)
  return new HubError(
    'invalid_message',
    `No line of the file names all columns of the mapping: ${names.join(', ')}. Let the file be recognised again.`,
  )
}
