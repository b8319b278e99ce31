import { sql, type Kysely } from 'kysely'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0026-mappings` of SQLite. */
const MAPPINGS = `
  create table saved_mappings (
    ${SITE},
    key ${TEXT} not null,
    name ${TEXT} not null,
    mapping ${TEXT} not null,
    made_at bigint not null,
    made_by ${TEXT} not null,
    primary key (site_id, key)
  );
  create table made_plans (
    ${SITE},
    change_id ${TEXT} not null,
    plan_id ${TEXT} not null,
    primary key (site_id, change_id, plan_id),
    foreign key (site_id, change_id) references changes (site_id, id) on delete cascade
  );`

/** Hubs of before read and write none of it. */
const REACH = `insert into schema_reach values ('0026-mappings', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [MAPPINGS, REACH, APART]) await sql.raw(statement).execute(db)
}
