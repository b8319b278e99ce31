import { sql, type Kysely } from 'kysely'

/**
 * The first schema. Tables keyed by our time-ordered ids are clustered by them (`without rowid`), so that rows made
 * together lie together and one sync writes few pages.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await state(db)
  await members(db)
  await visits(db)
  await history(db)
  await signIn(db)
}

const clustered = sql`without rowid`

async function state(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('hub_state')
    .addColumn('id', 'integer', (c) => c.primaryKey().check(sql`id = 1`))
    .addColumn('epoch', 'text', (c) => c.notNull())
    .addColumn('seq', 'integer', (c) => c.notNull())
    .addColumn('occupancy', 'integer', (c) => c.notNull().check(sql`occupancy >= 0`))
    .execute()
  await db.schema
    .createTable('day_stats')
    .addColumn('business_day', 'text', (c) => c.primaryKey())
    .addColumn('check_ins', 'integer', (c) => c.notNull())
    .addColumn('ended_stays', 'integer', (c) => c.notNull())
    .addColumn('stay_ms', 'integer', (c) => c.notNull())
    .execute()
}

async function members(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('members')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('full_name', 'text', (c) => c.notNull())
    .addColumn('membership_type', 'text', (c) => c.notNull())
    .addColumn('phone', 'text', (c) => c.notNull())
    .addColumn('email', 'text', (c) => c.notNull())
    .addColumn('photo_url', 'text')
    .addColumn('birthday', 'text')
    .addColumn('valid_from', 'text')
    .addColumn('valid_until', 'text')
    .addColumn('visits_left', 'integer', (c) => c.check(sql`visits_left >= 0`))
    .addColumn('frozen_from', 'text')
    .addColumn('frozen_until', 'text')
    .addColumn('suspended', 'integer', (c) => c.notNull())
    .addColumn('debt_cents', 'integer', (c) => c.notNull())
    .addColumn('note', 'text', (c) => c.notNull())
    .addColumn('note_must_be_read', 'integer', (c) => c.notNull())
    .addColumn('search_text', 'text', (c) => c.notNull())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'integer', (c) => c.notNull())
    .modifyEnd(clustered)
    .execute()
  await db.schema
    .createTable('credentials')
    .addColumn('code', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('revoked_at', 'integer')
    .modifyEnd(clustered)
    .execute()
  await db.schema.createIndex('credentials_by_member').on('credentials').column('member_id').execute()
}

async function visits(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('visits')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('location', 'text', (c) => c.notNull())
    .addColumn('notes', 'text', (c) => c.notNull())
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('check_in_at', 'integer', (c) => c.notNull())
    .addColumn('check_in_seq', 'integer', (c) => c.notNull())
    .addColumn('took_visit', 'integer', (c) => c.notNull())
    .addColumn('check_out_at', 'integer')
    .addColumn('check_out_notes', 'text')
    .addColumn('closed_by', 'text')
    .addCheckConstraint('closed_visits_say_how', sql`(check_out_at is null) = (closed_by is null)`)
    .modifyEnd(clustered)
    .execute()
  // The guarantee that a member is inside at most once, whatever the code above it does.
  await sql`create unique index one_open_visit on visits (member_id) where check_out_at is null`.execute(db)
  await db.schema.createIndex('visits_by_member').on('visits').columns(['member_id', 'check_in_at']).execute()
}

async function history(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('events')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('type', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('visit_id', 'text')
    .addColumn('member_id', 'text')
    .addColumn('desk_id', 'text')
    .addColumn('verdict', 'text')
    .addColumn('reason', 'text')
    .addColumn('flags', 'text')
    .addColumn('code_end', 'text')
    .execute()
  await db.schema
    .createTable('requests')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('body_hash', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .modifyEnd(clustered)
    .execute()
  await db.schema
    .createTable('recent_scans')
    .addColumn('code', 'text', (c) => c.notNull())
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('mode', 'text', (c) => c.notNull())
    .addColumn('occurred_at', 'integer', (c) => c.notNull())
    .addColumn('answer', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('one_scan_a_desk_and_mode', ['code', 'desk_id', 'mode'])
    .modifyEnd(clustered)
    .execute()
}

async function signIn(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('desks')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('token_hash', 'text', (c) => c.notNull().unique())
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('last_seen_at', 'integer', (c) => c.notNull())
    .addColumn('removed_at', 'integer')
    .execute()
  await db.schema
    .createTable('sign_in_codes')
    .addColumn('code_hash', 'text', (c) => c.primaryKey().notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .addColumn('used_at', 'integer')
    .execute()
  await db.schema
    .createTable('refresh_tokens')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('family', 'text', (c) => c.notNull())
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('expires_at', 'integer', (c) => c.notNull())
    .addColumn('used_at', 'integer')
    .addColumn('successor', 'text')
    .execute()
  await db.schema.createIndex('refresh_tokens_by_family').on('refresh_tokens').column('family').execute()
}
