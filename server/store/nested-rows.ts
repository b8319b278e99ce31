import { sql, type QueryExecutorProvider, type RawBuilder } from 'kysely'
import { isPostgres } from './dialect.ts'

/**
 * Rows within a row, as a text: what belongs to a member is read with the member by the same statement, since one more would cost a scan
 * as much as all its rules.
 */
export function nestedRows(db: QueryExecutorProvider, columns: string): RawBuilder<string | null> {
  return sql.raw(
    isPostgres(db)
      ? `json_agg(json_build_array(${columns}))::text`
      : `json_group_array(json_array(${columns}))`,
  )
}

/** The cells of the rows in such a text. Most members have none: an empty list is read without a parser. */
export function cellsIn<Cells>(list: string | null): Cells[] {
  return list === null || list === '[]' ? [] : (JSON.parse(list) as Cells[])
}
