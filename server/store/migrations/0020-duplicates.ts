import { sql, type Kysely } from 'kysely'

/** Pairs of members of whom somebody has said that they are two people, and members who were merged into others with what it takes to undo that. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('dismissed_duplicates')
    .addColumn('one_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('other_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('one_row_a_pair', ['one_id', 'other_id'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema
    .createIndex('dismissed_duplicates_by_other')
    .on('dismissed_duplicates')
    .column('other_id')
    .execute()
  await merges(db)
}

async function merges(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('merges')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('into_id', 'text', (c) => c.notNull())
    .addColumn('from_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('record', 'text')
    .addColumn('undone_at', 'integer')
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('merges_by_time').on('merges').column('at').execute()
  await db.schema
    .createTable('merged_members')
    .addColumn('member_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('into_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('merged_members_by_other').on('merged_members').column('into_id').execute()
}
