import { sql, type Kysely } from 'kysely'

/** Who spoke to a member of a list to act on, and lists of members that have a name. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('conversations')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('list', 'text', (c) => c.notNull())
    .addColumn('about', 'text', (c) => c.notNull())
    .addColumn('spoken', 'integer', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('conversations_by_member', ['member_id', 'id'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('conversations_by_list').on('conversations').columns(['list', 'at']).execute()
  await db.schema
    .createTable('saved_filters')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('filters', 'text', (c) => c.notNull())
    .addColumn('made_at', 'integer', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute()
}
