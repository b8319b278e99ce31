import { sql, type Kysely } from 'kysely'

const clustered = sql`without rowid`

/** Day passes, trials and guests, a row each; and who belongs to whose account. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('passes')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('plan', 'text', (c) => c.notNull())
    .addColumn('day', 'text', (c) => c.notNull())
    .addColumn('host_id', 'text')
    .addColumn('visit_id', 'text')
    .addColumn('made_at', 'integer', (c) => c.notNull())
    .addColumn('cancelled_at', 'integer')
    .addPrimaryKeyConstraint('passes_by_member', ['member_id', 'id'])
    .modifyEnd(clustered)
    .execute()
  await sql`create index guests_by_host on passes (host_id, day) where host_id is not null`.execute(db)
  await db.schema
    .createTable('family_members')
    .addColumn('member_id', 'text', (c) =>
      c.primaryKey().notNull().references('members.id').onDelete('cascade'),
    )
    .addColumn('holder_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('made_at', 'integer', (c) => c.notNull())
    .modifyEnd(clustered)
    .execute()
  await db.schema.createIndex('family_by_holder').on('family_members').column('holder_id').execute()
}
