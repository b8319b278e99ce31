import { sql, type Kysely } from 'kysely'

/** What each member was when a file last said so, and members by their names: a file that comes again finds them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('imported_members')
    .addColumn('member_id', 'text', (c) =>
      c.primaryKey().notNull().references('members.id').onDelete('cascade'),
    )
    .addColumn('version', 'text', (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute()
  // A check-in writes nothing into it: names are changed by files alone.
  await sql`create index members_by_name on members (full_name collate nocase)`.execute(db)
}
