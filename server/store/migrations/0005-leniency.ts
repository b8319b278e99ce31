import { sql, type Kysely } from 'kysely'

/** Since when a debt is owed; overrides that stand for a while, one row a rule; who was at the desk when it mattered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table members add column debt_since text`.execute(db)
  await standingOverrides(db)
  await overridesByRule(db)
  await shiftLog(db)
}

async function standingOverrides(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('standing_overrides')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('refusal', 'text', (c) => c.notNull())
    .addColumn('until_day', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('given_at', 'integer', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('approved_by', 'text')
    .addColumn('visit_id', 'text', (c) => c.notNull())
    .addColumn('ended_at', 'integer')
    .addColumn('ended_by', 'text')
    .execute()
  await db.schema
    .createIndex('standing_overrides_by_member')
    .on('standing_overrides')
    .column('member_id')
    .execute()
}

/** One word may bend several rules of a visit. SQLite cannot change a primary key: the table is made anew. */
async function overridesByRule(db: Kysely<unknown>): Promise<void> {
  await sql`alter table overrides rename to overrides_by_visit`.execute(db)
  await db.schema
    .createTable('overrides')
    .addColumn('visit_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('refusal', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('approved_by', 'text')
    .addColumn('standing_id', 'text')
    .addPrimaryKeyConstraint('one_row_a_visit_and_rule', ['visit_id', 'refusal'])
    .execute()
  await sql`
    insert into overrides (visit_id, at, refusal, reason, staff_id, approved_by)
    select visit_id, at, refusal, reason, staff_id, approved_by from overrides_by_visit`.execute(db)
  await db.schema.dropTable('overrides_by_visit').execute()
}

async function shiftLog(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('shift_log')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('shift_log_by_time').on('shift_log').column('at').execute()
}
