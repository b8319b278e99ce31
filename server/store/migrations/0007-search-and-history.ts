import { sql, type Kysely } from 'kysely'

/** Cards are found by their end, and a member's refused scans without a look through the whole log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index credentials_by_end on credentials (substr(code, -4))`.execute(db)
  // A check-in writes nothing into it: refusals alone do.
  await sql`create index refusals_by_member on events (member_id, seq) where type = 'scan_refused'`.execute(
    db,
  )
}
