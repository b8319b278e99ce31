import { sql, type Kysely } from 'kysely'

/** Pairs of members of whom somebody has said that they are two people, and members who were merged into others. */
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
  await db.schema
    .createTable('merged_members')
    .addColumn('member_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('into_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('merge_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('merged_members_by_other').on('merged_members').column('into_id').execute()
}
