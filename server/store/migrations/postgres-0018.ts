import { sql, type Kysely } from 'kysely'
import { SITE, TEXT } from './postgres/columns.ts'
import { APART } from './postgres/sites.ts'

/** As `0018-photos` of SQLite. */
const PHOTOS = `
  create table member_photos (
    ${SITE},
    member_id ${TEXT} not null,
    version ${TEXT} not null,
    image ${TEXT} not null,
    at bigint not null,
    primary key (site_id, member_id),
    foreign key (site_id, member_id) references members (site_id, id) on delete cascade
  );`

/** Hubs that know the rows of rights show no photos and lose none; older ones cannot work here any more. */
const REACH = `insert into schema_reach values ('0018-photos', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [PHOTOS, REACH, APART]) await sql.raw(statement).execute(db)
}
