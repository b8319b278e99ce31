import type { MovedTable } from './moved-tables.ts'
import type { Row } from './pages.ts'
import { refusal } from './refusal.ts'

/** What no text of PostgreSQL can have in it, and what stands for it there. */
const ZERO = '\0'
const REPLACEMENT = '\uFFFD'

/** How many texts were changed, by table and column. */
export type Replaced = Map<string, number>

/**
 * Puts U+FFFD for U+0000 in texts that versions of before took, and counts them. Throws a HubError where a key has one: rows would lie in
 * another order then, and two might become one.
 */
export function withoutZeros(table: MovedTable, rows: Row[], replaced: Replaced): Row[] {
  for (const row of rows) {
    for (const column of table.columns) {
      const value = row[column]
      if (typeof value !== 'string' || !value.includes(ZERO)) continue
      if (table.key.includes(column)) throw refusal(sentenceOf(table, column))
      row[column] = value.replaceAll(ZERO, REPLACEMENT)
      const place = `${table.name}.${column}`
      replaced.set(place, (replaced.get(place) ?? 0) + 1)
    }
  }
  return rows
}

function sentenceOf({ name }: MovedTable, column: string): string {
  return `A row of ${name} has U+0000 in ${column}, by which rows are known: remove that row first.`
}
