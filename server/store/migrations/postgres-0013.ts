import { sql, type Kysely } from 'kysely'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

const PROPOSALS = `
  create table member_proposals (
    ${SITE},
    member_id ${TEXT} not null,
    id ${TEXT} not null,
    field ${TEXT} not null,
    value ${TEXT} not null,
    seen ${TEXT} not null,
    staff_id ${TEXT} not null,
    at bigint not null,
    decided_at bigint,
    accepted bigint,
    primary key (site_id, member_id, id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade
  );`

/** A column of its own for the reason that names have one. */
const EMAILS = `
  alter table members add column folded_email ${TEXT} not null generated always as (lower(email)) stored;
  create index members_by_email on members (site_id, folded_email);`

/** In the order of each list, members of equal ones by their ids. */
const LISTS = `
  create index members_by_search_text on members (site_id, search_text, id);
  create index members_by_created_at on members (site_id, created_at, id);
  create index members_by_membership_type on members (site_id, membership_type);`

/** Hubs of the version before know neither table nor column, and need neither. */
const REACH = `insert into schema_reach values ('0013-members', '0012-imports');`

/** The same as `0013-members` of SQLite. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [PROPOSALS, EMAILS, LISTS, REACH, APART]) await sql.raw(statement).execute(db)
}
