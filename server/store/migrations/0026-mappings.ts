import { sql, type Kysely } from 'kysely'

/** What the columns of other products' files mean, under a name: for the next file of the same form. And the plans that an import makes. */
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
  await db.schema
    .createTable('made_plans')
    .addColumn('change_id', 'text', (c) => c.notNull().references('changes.id').onDelete('cascade'))
    .addColumn('plan_id', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('plans_of_a_change', ['change_id', 'plan_id'])
    .modifyEnd(sql`without rowid`)
    .execute()
}
