import { sql, type Kysely } from 'kysely'

/** What was typed for a field of a member while somebody else changed it; and members as a list shows them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('member_proposals')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('field', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addColumn('seen', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('decided_at', 'integer')
    .addColumn('accepted', 'integer')
    .addPrimaryKeyConstraint('one_row_a_proposal', ['member_id', 'id'])
    .modifyEnd(sql`without rowid`)
    .execute()
  // A check-in writes nothing into them: these columns change with members alone.
  await sql`create index members_by_email on members (email collate nocase)`.execute(db)
  for (const column of ['search_text', 'created_at', 'membership_type']) {
    await db.schema.createIndex(`members_by_${column}`).on('members').column(column).execute()
  }
}
