import { sql, type Kysely } from 'kysely'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0020-duplicates` of SQLite. */
const DUPLICATES = `
  create table dismissed_duplicates (
    ${SITE},
    one_id ${TEXT} not null,
    other_id ${TEXT} not null,
    staff_id ${TEXT} not null,
    at bigint not null,
    primary key (site_id, one_id, other_id),
    foreign key (site_id, one_id) references members (site_id, id) on delete cascade,
    foreign key (site_id, other_id) references members (site_id, id) on delete cascade
  );
  create index dismissed_duplicates_by_other on dismissed_duplicates (site_id, other_id);
  create table merges (
    ${SITE},
    id ${TEXT} not null,
    into_id ${TEXT} not null,
    from_id ${TEXT} not null,
    at bigint not null,
    staff_id ${TEXT} not null,
    record ${TEXT},
    undone_at bigint,
    primary key (site_id, id)
  );
  create index merges_by_time on merges (site_id, at);
  create table merged_members (
    ${SITE},
    member_id ${TEXT} not null,
    into_id ${TEXT} not null,
    primary key (site_id, member_id),
    foreign key (site_id, into_id) references members (site_id, id) on delete cascade
  );
  create index merged_members_by_other on merged_members (site_id, into_id);`

/** Hubs that know the rows of rights find nobody by the id of a member who was merged, and lose nothing. */
const REACH = `insert into schema_reach values ('0020-duplicates', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [DUPLICATES, REACH, APART]) await sql.raw(statement).execute(db)
}
