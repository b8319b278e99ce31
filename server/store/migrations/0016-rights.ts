import { sql, type Kysely } from 'kysely'

/**
 * What members bought and when they paused, a row each. What a member had becomes one period and one freeze, both with the member's id.
 * That freeze gives nothing back: whoever wrote the end has counted it in.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await periods(db)
  await freezes(db)
  await sql`
    insert into periods (member_id, id, starts_on, ends_on, visits, visits_left, made_at)
    select id, id, valid_from, valid_until, visits_left, visits_left, created_at from members`.execute(db)
  await sql`
    insert into freezes (member_id, id, starts_on, ends_on, gives_back, reason, made_at, made_by)
    select id, id, frozen_from, frozen_until, 0, '', updated_at, '' from members
    where coalesce(frozen_from, frozen_until) is not null`.execute(db)
  for (const column of ['valid_from', 'valid_until', 'visits_left', 'frozen_from', 'frozen_until']) {
    await db.schema.alterTable('members').dropColumn(column).execute()
  }
  await db.schema.alterTable('visits').addColumn('period_id', 'text').execute()
}

async function periods(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('periods')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('starts_on', 'text')
    .addColumn('ends_on', 'text')
    .addColumn('counts_from', 'text')
    .addColumn('visits', 'integer')
    .addColumn('visits_left', 'integer', (c) => c.check(sql`visits_left >= 0`))
    .addColumn('follows', 'text')
    .addColumn('made_at', 'integer', (c) => c.notNull())
    .addColumn('cancelled_at', 'integer')
    .addCheckConstraint('packs_count_both', sql`(visits is null) = (visits_left is null)`)
    .addPrimaryKeyConstraint('periods_by_member', ['member_id', 'id'])
    .modifyEnd(sql`without rowid`)
    .execute()
}

async function freezes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('freezes')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('starts_on', 'text')
    .addColumn('ends_on', 'text')
    .addColumn('ended_on', 'text')
    .addColumn('gives_back', 'integer', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('made_at', 'integer', (c) => c.notNull())
    .addColumn('made_by', 'text', (c) => c.notNull())
    .addColumn('cancelled_at', 'integer')
    .addPrimaryKeyConstraint('freezes_by_member', ['member_id', 'id'])
    .modifyEnd(sql`without rowid`)
    .execute()
}
