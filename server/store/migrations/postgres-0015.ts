import { sql, type Kysely } from 'kysely'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0015-plans` of SQLite. */
const PLANS = `
  create table plans (
    ${SITE},
    id ${TEXT} not null,
    position bigint not null,
    created_at bigint not null,
    retired_at bigint,
    primary key (site_id, id)
  );
  create table plan_versions (
    ${SITE},
    plan_id ${TEXT} not null,
    version bigint not null,
    name ${TEXT} not null,
    terms ${TEXT} not null,
    made_at bigint not null,
    made_by ${TEXT} not null,
    primary key (site_id, plan_id, version),
    foreign key (site_id, plan_id) references plans (site_id, id)
  );
  create index members_by_plan on members (site_id, membership_type, id);`

/** Hubs of before know no catalogue and miss nothing that they write. */
const REACH = `insert into schema_reach values ('0015-plans', '0012-imports');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [PLANS, REACH, APART]) await sql.raw(statement).execute(db)
}
