import { sql, type Kysely } from 'kysely'

const clustered = sql`without rowid`

/** What desks tell each other: notes about members in a table of their own, staff messages, and the hand-over note. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await memberNotes(db)
  await staffMessages(db)
  await handover(db)
}

/** The one note of each member becomes the first of several. Its id is the member's: nothing else has that id here. */
async function memberNotes(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('member_notes')
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id').onDelete('cascade'))
    .addColumn('id', 'text', (c) => c.notNull())
    .addColumn('alert', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('until', 'text')
    .addColumn('ended_at', 'integer')
    .addPrimaryKeyConstraint('one_row_a_note', ['member_id', 'id'])
    .modifyEnd(clustered)
    .execute()
  await sql`insert into member_notes (member_id, id, alert, text, author, at)
    select id, id, 1 + note_must_be_read, note, '', updated_at from members where note <> ''`.execute(db)
  await db.schema.alterTable('members').dropColumn('note').execute()
  await db.schema.alterTable('members').dropColumn('note_must_be_read').execute()
}

async function staffMessages(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff_messages')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('from_id', 'text', (c) => c.notNull())
    .addColumn('from_name', 'text', (c) => c.notNull())
    .addColumn('desk_id', 'text')
    .addColumn('to_desk_id', 'text')
    .addColumn('asks_seen', 'integer', (c) => c.notNull())
    .addColumn('until', 'integer')
    .addColumn('ended_at', 'integer')
    .modifyEnd(clustered)
    .execute()
  await db.schema.createIndex('staff_messages_by_time').on('staff_messages').column('at').execute()
  await db.schema
    .createTable('staff_message_seen')
    .addColumn('message_id', 'text', (c) => c.notNull().references('staff_messages.id').onDelete('cascade'))
    .addColumn('desk_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('one_row_a_desk', ['message_id', 'desk_id'])
    .modifyEnd(clustered)
    .execute()
}

async function handover(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('handover_notes')
    .addColumn('version', 'integer', (c) => c.primaryKey())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('author_id', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .execute()
  await db.schema
    .createTable('handover_reads')
    .addColumn('staff_id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('version', 'integer', (c) => c.notNull())
    .modifyEnd(clustered)
    .execute()
}
