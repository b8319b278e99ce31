import { PostgresAdapter, sql, type QueryExecutorProvider } from 'kysely'

/** What SQLite and PostgreSQL spell in two ways, each way said here and nowhere else. */

/** The end of a code that cards are found by: what people are shown of it, and what stands on many. */
export const CARD_END_CHARACTERS = 4

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

/** The last `CARD_END_CHARACTERS` of a card's code. */
export function endOfCode(db: QueryExecutorProvider) {
  return isPostgres(db) ? sql<string>`code_end` : sql<string>`substr(code, ${sql.lit(-CARD_END_CHARACTERS)})`
}

/** True where a member has this name, letters from A to Z being the same whether large or small. */
export function isNamed(db: QueryExecutorProvider, name: string) {
  return isPostgres(db)
    ? sql<boolean>`folded_name = lower(${name} collate "C")`
    : sql<boolean>`full_name collate nocase = ${name}`
}

/** True where a member has this e-mail address, letters from A to Z being the same whether large or small. */
export function isMailedAt(db: QueryExecutorProvider, email: string) {
  return isPostgres(db)
    ? sql<boolean>`folded_email = lower(${email} collate "C")`
    : sql<boolean>`email collate nocase = ${email}`
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
    : sql`select ${sql.join(columns.map((column) => sql`value ->> ${sql.lit(column)} as ${sql.ref(column)}`))}
        from json_each(${rows})`
}
