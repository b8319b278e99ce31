import { sql, type Kysely } from 'kysely'
import { HUB_ROLE } from '../postgres/hub-role.ts'
import { APART } from './postgres/sites.ts'

/** Of two sockets of a desk the one of the higher rank is newer, at whichever hubs they are: a sequence gives ranks in the order in which they are asked for. */
const RANKS = `
  create sequence desk_ranks;
  alter table desk_sessions add column rank bigint not null default nextval('desk_ranks');
  grant usage on sequence desk_ranks to ${HUB_ROLE};`

/** Hubs of before take a socket that is written down later for newer, as they did. */
const REACH = `insert into schema_reach values ('0028-desk-ranks', '0016-rights');`

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [RANKS, REACH, APART]) await sql.raw(statement).execute(db)
}
