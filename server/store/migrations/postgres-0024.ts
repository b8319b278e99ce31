import { sql, type Kysely } from 'kysely'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0024-shut-days` of SQLite. */
const SHUT_DAYS = `
  create table shut_days (
    ${SITE},
    id ${TEXT} not null,
    starts_on ${TEXT} not null,
    ends_on ${TEXT} not null,
    reason ${TEXT} not null,
    made_at bigint not null,
    made_by ${TEXT} not null,
    credited bigint not null,
    credited_up_to ${TEXT},
    taken_back_at bigint,
    primary key (site_id, id)
  );
  alter table freezes add column shut_days_id ${TEXT};
  create index freezes_by_shut_days on freezes (site_id, shut_days_id, member_id)
    where shut_days_id is not null;`

/** To hubs of before they are freezes like any other. */
const REACH = `insert into schema_reach values ('0024-shut-days', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [SHUT_DAYS, REACH, APART]) await sql.raw(statement).execute(db)
}
