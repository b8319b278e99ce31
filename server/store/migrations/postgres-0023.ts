import { sql, type Kysely } from 'kysely'
import { TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0023-cards` of SQLite. */
const CARDS = `
  alter table credentials
    add column kind ${TEXT},
    add column lost_at bigint,
    add column lent_until ${TEXT};
  alter table members add column deleted_at bigint;
  create index deleted_members on members (site_id, id) where deleted_at is not null;`

/** Hubs of before let a lent card in after its day, and show a deleted member as one without a name: they may work on until they are replaced. */
const REACH = `insert into schema_reach values ('0023-cards', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [CARDS, REACH, APART]) await sql.raw(statement).execute(db)
}
