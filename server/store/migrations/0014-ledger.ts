import { sql, type Kysely } from 'kysely'

/** A text as ids are: 8-4-4-4-12 digits. */
const RANDOM_ID = sql.raw(
  [4, 2, 2, 2, 6].map((bytes) => `lower(hex(randomblob(${bytes})))`).join(` || '-' || `),
)

/** What members owe and what was received, an entry each; each member who owes something by now begins with an entry. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ledger_entries')
    .addColumn('number', 'integer', (c) => c.primaryKey().notNull())
    .addColumn('id', 'text', (c) => c.notNull().unique())
    .addColumn('member_id', 'text', (c) => c.notNull().references('members.id'))
    .addColumn('at', 'integer', (c) => c.notNull())
    .addColumn('business_day', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('cents', 'integer', (c) => c.notNull())
    .addColumn('way', 'text')
    .addColumn('what', 'text')
    .addColumn('staff_id', 'text', (c) => c.notNull())
    .addColumn('desk_id', 'text')
    .addColumn('reverses', 'text', (c) => c.unique().references('ledger_entries.id'))
    .addColumn('change_id', 'text', (c) => c.notNull())
    .addColumn('owed_since', 'text')
    .execute()
  await sql`create index ledger_by_member on ledger_entries (member_id, number)`.execute(db)
  await sql`create index ledger_by_day on ledger_entries (business_day, number)`.execute(db)
  await sql`insert into ledger_entries (number, id, member_id, at, business_day, kind, cents, staff_id, change_id)
    select row_number() over (order by id), ${RANDOM_ID}, id, unixepoch() * 1000, date(), 'opening', debt_cents, 'hub',
      ${RANDOM_ID} from members where debt_cents <> 0`.execute(db)
  // Never changed, but for the member, who may be merged with another; and never removed.
  await sql`create trigger ledger_entries_stay
    before update of number, id, at, business_day, kind, cents, way, what, staff_id, desk_id, reverses, change_id, owed_since
    on ledger_entries begin select raise(abort, 'the ledger is append-only'); end`.execute(db)
  await sql`create trigger ledger_entries_are_kept before delete on ledger_entries
    begin select raise(abort, 'the ledger is append-only'); end`.execute(db)
}
