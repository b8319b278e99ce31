import { sql, type Kysely } from 'kysely'
import { RIGHTS, RIGHTS_OF_BEFORE, RIGHTS_REACH } from './postgres/rights.ts'
import { APART } from './postgres/sites.ts'

/** As `0016-rights` does in SQLite, for all gyms of the database. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [RIGHTS, RIGHTS_OF_BEFORE, APART, RIGHTS_REACH]) {
    await sql.raw(statement).execute(db)
  }
}
