import { sql, type Kysely } from 'kysely'

/** Members who use several gyms of an installation. A file has one gym: it has of them what a move brings back from a server. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('members').addColumn('home_gym', 'text').execute()
  // They are few, as the deleted ones.
  await sql`create index visitors on members (id) where home_gym is not null`.execute(db)
  await db.schema
    .createTable('away_members')
    .addColumn('visitor_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('gym', 'text', (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('away_by_member').on('away_members').column('member_id').execute()
}
