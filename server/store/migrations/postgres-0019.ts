import { sql, type Kysely } from 'kysely'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0019-changes` of SQLite. */
const CHANGES = `
  create table changes (
    ${SITE},
    id ${TEXT} not null,
    kind ${TEXT} not null,
    at bigint not null,
    staff_id ${TEXT} not null,
    desk_id ${TEXT},
    added bigint not null,
    changed bigint not null,
    undo_began_at bigint,
    undone_by ${TEXT},
    undone_up_to ${TEXT},
    undone_at bigint,
    removed bigint not null,
    restored bigint not null,
    kept bigint not null,
    primary key (site_id, id)
  );
  create table changed_rows (
    ${SITE},
    change_id ${TEXT} not null,
    member_id ${TEXT} not null,
    table_name ${TEXT} not null,
    row_key ${TEXT} not null,
    before ${TEXT},
    after ${TEXT},
    primary key (site_id, change_id, member_id, table_name, row_key),
    foreign key (site_id, change_id) references changes (site_id, id)
  );`

/** The ledger outlives a member who is removed with the import that brought them. */
const LEDGER = `alter table ledger_entries drop constraint ledger_entries_site_id_member_id_fkey;`

/** Hubs of before import as they did: what they import cannot be taken back. */
const REACH = `insert into schema_reach values ('0019-changes', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [CHANGES, LEDGER, REACH, APART]) await sql.raw(statement).execute(db)
}
