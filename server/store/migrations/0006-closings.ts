import { sql, type Kysely } from 'kysely'

/**
 * Visits that the hub ended and what people said of them; headcounts that were corrected; and how many were inside at
 * each half hour, so that no past visit is ever counted again for a curve.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table hub_state add column unregistered integer not null default 0`.execute(db)
  await sql`alter table hub_state add column corrected_at integer`.execute(db)
  await db.schema
    .createTable('closings')
    .addColumn('visit_id', 'text', (c) => c.primaryKey().notNull().references('visits.id'))
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('closed_at', 'integer', (c) => c.notNull())
    .addColumn('outcome', 'text')
    .addColumn('reviewed_at', 'integer')
    .modifyEnd(sql`without rowid`)
    .execute()
  await sql`create index closings_to_review on closings (member_id, closed_at) where outcome is null`.execute(
    db,
  )
  await db.schema
    .createTable('corrections')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('counted', 'integer', (c) => c.notNull())
    .addColumn('registered', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('staff_id', 'text')
    .execute()
  await db.schema
    .createTable('half_hours')
    .addColumn('business_day', 'text', (c) => c.notNull())
    .addColumn('slot', 'integer', (c) => c.notNull())
    .addColumn('inside', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('one_number_a_half_hour', ['business_day', 'slot'])
    .modifyEnd(sql`without rowid`)
    .execute()
}
