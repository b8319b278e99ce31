import { sql, type Kysely } from 'kysely'
import { APART } from './postgres/sites.ts'

/** As `0031-past-visits` of SQLite. */
const CHANGE = `alter table visits add column change_id text;`

/** Hubs of before bring no visits in a file, and leave those that others brought as they are. */
const REACH = `insert into schema_reach values ('0031-past-visits', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [CHANGE, REACH, APART]) await sql.raw(statement).execute(db)
}
