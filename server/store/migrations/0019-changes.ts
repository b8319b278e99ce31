import { sql, type Kysely } from 'kysely'

/** Changes of many members that can be taken back, and what each wrote over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('changes')
    .addColumn('id', 'text', (c) => c.primaryKey().notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('desk_id', 'text')
    .addColumn('added', 'integer', (c) => c.notNull())
    .addColumn('changed', 'integer', (c) => c.notNull())
    .addColumn('undo_began_at', 'integer')
    .addColumn('undone_by', 'text')
    .addColumn('undone_up_to', 'text')
    .addColumn('undone_at', 'integer')
    .addColumn('removed', 'integer', (c) => c.notNull())
    .addColumn('restored', 'integer', (c) => c.notNull())
    .addColumn('kept', 'integer', (c) => c.notNull())
    .modifyEnd(sql`without rowid`)
    .execute()
  await db.schema
    .createTable('changed_rows')
    .addColumn('change_id', 'text', (c) => c.notNull().references('changes.id'))
    // Of somebody who may be removed.
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('table_name', 'text', (c) => c.notNull())
    .addColumn('row_key', 'text', (c) => c.notNull())
    .addColumn('before', 'text')
    .addColumn('after', 'text')
    .addPrimaryKeyConstraint('rows_of_a_change', ['change_id', 'member_id', 'table_name', 'row_key'])
    .modifyEnd(sql`without rowid`)
    .execute()
  await freeLedger(db)
}

/**
 * The ledger outlives a member who is removed with the import that brought them: its entries stay, and come to 0. SQLite changes no
 * reference of a table, so the table is made anew.
 */
async function freeLedger(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('kept_entries')
    .addColumn('number', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('member_id', 'text', (c) => c.notNull())
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('business_day', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('cents', 'integer', (c) => c.notNull())
    .addColumn('way', 'text')
    .addColumn('what', 'text')
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('desk_id', 'text')
    .addColumn('reverses', 'text', (c) => c.unique().references('kept_entries.id'))
    .addColumn('change_id', 'text', (c) => c.notNull())
    .addColumn('owed_since', 'text')
    .execute()
  await sql`insert into kept_entries select number, id, member_id, at, business_day, kind, cents, way, what, staff_id, desk_id,
    reverses, change_id, owed_since from ledger_entries order by number`.execute(db)
  await sql`drop trigger ledger_entries_are_kept`.execute(db)
  await sql`drop table ledger_entries`.execute(db)
  await sql`alter table kept_entries rename to ledger_entries`.execute(db)
  await sql`create index ledger_by_member on ledger_entries (member_id, number)`.execute(db)
  await sql`create index ledger_by_day on ledger_entries (business_day, number)`.execute(db)
  await sql`create trigger ledger_entries_stay
    before update of number, id, at, business_day, kind, cents, way, what, staff_id, desk_id, reverses, change_id, owed_since
    on ledger_entries begin select raise(abort, 'the ledger is append-only'); end`.execute(db)
  await sql`create trigger ledger_entries_are_kept before delete on ledger_entries
    begin select raise(abort, 'the ledger is append-only'); end`.execute(db)
}
