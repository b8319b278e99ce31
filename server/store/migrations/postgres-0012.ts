import { sql, type Kysely } from 'kysely'
import { AUDIT, MESSAGES, PEOPLE } from './postgres/people.ts'
import { MEMBER_CHANGES, SHARED } from './postgres/shared.ts'
import { APART, GRANTS, REACH, SITES } from './postgres/sites.ts'
import { HISTORY, MEMBERS, STATE, VISITS } from './postgres/members.ts'

/**
 * The whole schema as the migrations of SQLite leave it at `0012-imports`, for several gyms: nobody has older data on PostgreSQL. Instants,
 * counters and money have 64 bits.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    SITES,
    REACH,
    STATE,
    MEMBERS,
    VISITS,
    HISTORY,
    PEOPLE,
    AUDIT,
    MESSAGES,
    MEMBER_CHANGES,
    SHARED,
    APART,
    GRANTS,
  ]) {
    await sql.raw(statement).execute(db)
  }
}
