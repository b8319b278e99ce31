import { sql, type Kysely } from 'kysely'

/**
 * The visits of each member, as a table that is written when the hub has time, in place of an index that every check-in
 * wrote a page of its own into: see `visit-history.ts`.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('filed_visits')
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('check_in_at', 'integer', (c) => c.notNull())
    .addColumn('visit_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('one_row_a_visit', ['member_id', 'check_in_at', 'visit_id'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await sql`insert into filed_visits select member_id, check_in_at, id from visits order by 1, 2, 3`.execute(
    db,
  )
  await db.schema.dropIndex('visits_by_member').execute()
  await sql`alter table hub_state add column filed_seq integer not null default 0`.execute(db)
  await sql`update hub_state set filed_seq = seq`.execute(db)
}
