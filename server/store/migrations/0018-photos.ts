import type { Kysely } from 'kysely'

/** Members' photos, each gone with its member. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('member_photos')
    .addColumn('member_id', 'text', (c) =>
      c.primaryKey().notNull().references('members.id').onDelete('cascade'),
    )
    .addColumn('version', 'text', (c) => c.notNull())
    .addColumn('image', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .execute()
}
