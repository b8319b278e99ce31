import { sql, type Kysely } from 'kysely'

/** What the columns of other products' files mean, under a name: for the next file of the same form. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('saved_mappings')
    // The name in small letters: "Glofox" and "glofox" are one.
    .addColumn('key', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('mapping', 'text', (c) => c.notNull())
    .addColumn('made_at', 'integer', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute()
}
