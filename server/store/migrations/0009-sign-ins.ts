import { sql, type Kysely } from 'kysely'

/** How long a sign-in lasted in the versions before: from its end its beginning is known. */
const SIGN_IN_MS = 12 * 3_600_000

/** Every sign-in at a desk, also after its end: what a desk recorded under it may come a year later. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_ins')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('began_at', 'integer', (c) => c.notNull())
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .addColumn('ended_at', 'integer')
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema.createIndex('sign_ins_by_desk').on('sign_ins').columns(['desk_id', 'role']).execute()
  await sql`insert into sign_ins (id, desk_id, subject, role, began_at, expires_at)
    select family, desk_id, subject, role, expires_at - ${sql.lit(SIGN_IN_MS)}, expires_at
    from refresh_tokens where desk_id <> '' group by family`.execute(db)
}
