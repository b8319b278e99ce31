import { sql, type Kysely } from 'kysely'

/** Days on which the gym is shut, and which freezes of members are made of them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shut_days')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('starts_on', 'text', (c) => c.notNull())
    .addColumn('ends_on', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('made_at', 'integer', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('credited', 'integer', (c) => c.notNull())
    .addColumn('credited_up_to', 'text')
    .addColumn('taken_back_at', 'integer')
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.alterTable('freezes').addColumn('shut_days_id', 'text').execute()
  await sql`create index freezes_by_shut_days on freezes (shut_days_id, member_id)
    where shut_days_id is not null`.execute(db)
}
