import { sql, type Kysely } from 'kysely'

const clustered = sql`without rowid`

/** What the gym sells, version by version, and members by what they have. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('plans')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('position', 'integer', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('retired_at', 'integer')
    .modifyEnd(clustered)
    .execute()
  await db.schema
    .createTable('plan_versions')
    .addColumn('plan_id', 'text', (c) => c.notNull().references('plans.id'))
    .addColumn('version', 'integer', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('terms', 'text', (c) => c.notNull())
    .addColumn('made_at', 'integer', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('one_row_a_version', ['plan_id', 'version'])
    .modifyEnd(clustered)
    .execute()
  // A check-in writes nothing into it: what a member has is changed by sales and files alone.
  await db.schema.createIndex('members_by_plan').on('members').column('membership_type').execute()
}
