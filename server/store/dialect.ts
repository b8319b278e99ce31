import { PostgresAdapter, sql, type QueryExecutorProvider } from 'kysely'

/** What SQLite and PostgreSQL spell in two ways, each way said here and nowhere else. */

/** True for a database of PostgreSQL, false for one of SQLite. */
export function isPostgres(db: QueryExecutorProvider): boolean {
  return db.getExecutor().adapter instanceof PostgresAdapter
}

/** A list of texts as a table with the one column `value`. The list is given as the text of `keyList`: one statement serves a list of any length. */
export function listed(db: QueryExecutorProvider, list: string) {
  return isPostgres(db)
    ? sql<{ value: string }>`json_array_elements_text(${list}::json)`.as<'asked'>(sql`asked(value)`)
    : sql<{ value: string }>`json_each(${list})`.as('asked')
}

/** The keys of a list, which is given as the text of `keyList`. */
export function inList(db: QueryExecutorProvider, list: string) {
  return sql<string>`(select asked.value from ${listed(db, list)})`
}

/** Keys as one value of a prepared query. */
export function keyList(keys: Iterable<string>): string {
  return JSON.stringify([...keys])
}

/** The last characters of a text column. */
export function endOf(db: QueryExecutorProvider, column: string, characters: number) {
  return isPostgres(db)
    ? sql<string>`right(${sql.ref(column)}, ${sql.lit(characters)})`
    : sql<string>`substr(${sql.ref(column)}, ${sql.lit(-characters)})`
}

/** True where a text column is this text, letters from A to Z being the same whether large or small. */
export function isCaseless(db: QueryExecutorProvider, column: string, text: string) {
  return isPostgres(db)
    ? sql<boolean>`lower(${sql.ref(column)}) = lower(${text} collate "C")`
    : sql<boolean>`${sql.ref(column)} collate nocase = ${text}`
}

/** A query that gives the rows of a JSON array of objects as rows of a table. */
export function rowsOf(
  db: QueryExecutorProvider,
  { name, columns }: { name: string; columns: readonly string[] },
  rows: string,
) {
  return isPostgres(db)
    ? sql`select ${sql.join(columns.map((column) => sql.ref(column)))}
        from json_populate_recordset(null::${sql.table(name)}, ${rows}::json)`
    : sql`select ${sql.join(columns.map((column) => sql`value ->> ${sql.lit(column)}`))} from json_each(${rows})`
}
