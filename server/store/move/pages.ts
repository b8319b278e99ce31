import { sql } from 'kysely'
import type { Db, Tx } from '../database.ts'
import { rowsOf } from '../dialect.ts'
import type { Key } from './mark.ts'
import type { MovedTable } from './moved-tables.ts'

/** Rows that are read, written and summed at once: a megabyte or two. */
const PAGE_ROWS = 5_000

/** A row with its columns in the order of the table, so that two equal ones are equal as text. */
export type Row = Record<string, string | number | null>

/** All rows of a table after a key, in the order of its key, page by page. */
export async function* pagesOf(db: Db, table: MovedTable, after: Key | null): AsyncGenerator<Row[]> {
  for (let last = after; ;) {
    const rows = await readPage(db, table, last)
    if (rows.length > 0) yield rows
    if (rows.length < PAGE_ROWS) return
    last = lastKey(table, rows)
  }
}

async function readPage(db: Db, { name, columns, key }: MovedTable, after: Key | null): Promise<Row[]> {
  const keys = listed(key)
  const later = after === null ? sql`` : sql`where (${keys}) > (${sql.join(after)})`
  const { rows } = await sql<Row>`
    select ${listed(columns)} from ${sql.table(name)} ${later}
    order by ${keys} limit ${sql.lit(PAGE_ROWS)}`.execute(db)
  return rows
}

/** The key of the last row of a page. */
export function lastKey({ key }: MovedTable, rows: readonly Row[]): Key {
  const last = rows.at(-1) ?? {}
  return key.map((column) => last[column] as string | number)
}

/** Writes rows in one statement. */
export async function insertRows(tx: Tx, table: MovedTable, rows: readonly Row[]): Promise<void> {
  const { name, columns } = table
  await sql`insert into ${sql.table(name)} (${listed(columns)}) ${rowsOf(tx, table, JSON.stringify(rows))}`.execute(
    tx,
  )
}

export async function countRows(db: Db, { name }: MovedTable): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(db)
  return rows[0]?.count ?? 0
}

export async function isEmpty(db: Db, { name }: MovedTable): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)
  return rows.length === 0
}

function listed(columns: readonly string[]) {
  return sql.join(columns.map((column) => sql.ref(column)))
}
