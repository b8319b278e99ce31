import { sql, type Kysely } from 'kysely'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0021-families` of SQLite. */
const FAMILIES = `
  create table passes (
    ${SITE},
    member_id ${TEXT} not null,
    id ${TEXT} not null,
    kind ${TEXT} not null,
    plan ${TEXT} not null,
    day ${TEXT} not null,
    host_id ${TEXT},
    visit_id ${TEXT},
    made_at bigint not null,
    cancelled_at bigint,
    primary key (site_id, member_id, id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade
  );
  create index guests_by_host on passes (site_id, host_id, day) where host_id is not null;
  create table family_members (
    ${SITE},
    member_id ${TEXT} not null,
    holder_id ${TEXT} not null,
    made_at bigint not null,
    primary key (site_id, member_id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade,
    foreign key (site_id, holder_id) references members (site_id, id) on delete cascade
  );
  create index family_by_holder on family_members (site_id, holder_id);`

/** A hub of before lets no guest in and sells no pass for a day: it counts none of them, and takes back none that it undoes. */
const REACH = `insert into schema_reach values ('0021-families', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [FAMILIES, REACH, APART]) await sql.raw(statement).execute(db)
}
