import type { Kysely } from 'kysely'

/** Who was let in against the rules, by whom and why; and a manager's leave to do so, good once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('overrides')
    .addColumn('visit_id', 'text', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('refusal', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('approved_by', 'text')
    .execute()
  await db.schema
    .createTable('approvals')
    .addColumn('secret_hash', 'text', (c) => c.primaryKey())
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .execute()
}
