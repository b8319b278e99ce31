import { sql, type Kysely } from 'kysely'

/** Cards that are lost or lent, and members who were deleted: their row is left without what told who they were. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [column, type] of [
    ['kind', 'text'],
    ['lost_at', 'integer'],
    ['lent_until', 'text'],
  ] as const) {
    await db.schema.alterTable('credentials').addColumn(column, type).execute()
  }
  await db.schema.alterTable('members').addColumn('deleted_at', 'integer').execute()
  // They are few: what is counted without them is all members less these.
  await sql`create index deleted_members on members (id) where deleted_at is not null`.execute(db)
}
