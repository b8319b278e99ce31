import { sql, type Kysely } from 'kysely'
import { TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0030-kinds` of SQLite. */
const KINDS = `
  alter table periods add column plan_name ${TEXT}, add column plan_id ${TEXT}, add column plan_version bigint,
    add column price_cents bigint;
  create index periods_by_plan on periods (site_id, plan_name) where plan_name is not null;`

/** To hubs of before every period is of the plan that its member has. */
const REACH = `insert into schema_reach values ('0030-kinds', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [KINDS, REACH, APART]) await sql.raw(statement).execute(db)
}
