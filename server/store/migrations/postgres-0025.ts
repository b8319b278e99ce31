import { sql, type Kysely } from 'kysely'
import { APART } from './postgres/sites.ts'

/** As `0025-going-imports` of SQLite. */
const GOING = `alter table changes add column going_at bigint;`

/** Imports of hubs of before are never going on, to those of now: what breaks off there stays as it is. */
const REACH = `insert into schema_reach values ('0025-going-imports', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [GOING, REACH, APART]) await sql.raw(statement).execute(db)
}
