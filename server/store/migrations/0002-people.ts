import { sql, type Kysely } from 'kysely'

/** Staff accounts, attempts to sign in, what was revoked, and the audit log. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await staff(db)
  await signIn(db)
  await audit(db)
  // Counting a member's visits reads only indexes: all of them here, the few undone ones there.
  await sql`create index undone_visits on visits (member_id) where closed_by = 'undo'`.execute(db)
}

async function staff(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('username', 'text', (c) => c.notNull().unique())
    .addColumn('full_name', 'text', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addColumn('password_hash', 'text', (c) => c.notNull())
    .addColumn('pin_hash', 'text')
    .addColumn('created_at', 'integer', (c) => c.notNull())
    .addColumn('updated_at', 'integer', (c) => c.notNull())
    .addColumn('disabled_at', 'integer')
    .execute()
  await db.schema
    .createTable('desk_people')
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
    .addColumn('password_at', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('one_row_a_desk_and_person', ['desk_id', 'staff_id'])
    .execute()
}

async function signIn(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sign_in_attempts')
    .addColumn('subject', 'text', (c) => c.primaryKey().notNull())
    .addColumn('failures', 'integer', (c) => c.notNull())
    .addColumn('blocked_until', 'integer', (c) => c.notNull())
    .addColumn('hour_began_at', 'integer', (c) => c.notNull())
    .addColumn('hour_failures', 'integer', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('ended_sign_ins')
    .addColumn('family', 'text', (c) => c.primaryKey().notNull())
    .addColumn('forget_at', 'integer', (c) => c.notNull())
    .execute()
  await db.schema.createIndex('refresh_tokens_by_subject').on('refresh_tokens').column('subject').execute()
  await db.schema.createIndex('refresh_tokens_by_desk').on('refresh_tokens').column('desk_id').execute()
}

async function audit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit_log')
    .addColumn('seq', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('entries', 'text', (c) => c.notNull())
    .addColumn('hash', 'text', (c) => c.notNull())
    .execute()
  // Append-only, whatever the code above it does.
  await sql`create trigger audit_rows_stay before update on audit_log
    begin select raise(abort, 'the audit log is append-only'); end`.execute(db)
  await sql`create trigger audit_rows_are_kept before delete on audit_log
    begin select raise(abort, 'the audit log is append-only'); end`.execute(db)
  await db.schema
    .createTable('audit_salts')
    .addColumn('member_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('salt', 'text', (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute()
  await sql`alter table hub_state add column audit_seq integer not null default 0`.execute(db)
  await sql`alter table hub_state add column audit_hash text not null default ''`.execute(db)
}
