import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { MembersTable } from './tables/members.ts'

/**
 * Which members are other ones to a search than they were when it looked last. Triggers note them, so that no way of
 * writing a member can forget to; in a table in memory of the one connection, rolled back with the transaction.
 */
const NOTING = [
  'create temp table if not exists changed_members (member_id text primary key not null) without rowid',
  noting('note_added_member', 'after insert on main.members', 'new.id'),
  noting(
    'note_changed_member',
    `after update of full_name, phone on main.members
      when new.full_name is not old.full_name or new.phone is not old.phone`,
    'new.id',
  ),
  noting('note_removed_member', 'after delete on main.members', 'old.id'),
]

function noting(name: string, when: string, id: string): string {
  return `create temp trigger if not exists ${name} ${when}
    begin insert into changed_members select ${id}
      where not exists (select 1 from changed_members where member_id = ${id}); end`
}

/** Begins to note, on this connection, and notes every member there is; how many that are. */
export async function noteAllMembers(db: Db): Promise<number> {
  for (const statement of NOTING) await sql.raw(statement).execute(db)
  await sql`insert or ignore into changed_members select id from members`.execute(db)
  const { rows } = await sql<{ count: number }>`select count(*) as count from changed_members`.execute(db)
  return rows[0]?.count ?? 0
}

/** Members read in one go: a few milliseconds of the hub's one thread. */
const MEMBERS_AT_ONCE = 250

export type ChangedMember = Pick<MembersTable, 'id' | 'full_name' | 'phone'>

/** Some of the noted members as they are now, noted no more; `gone` are those who are not members any more. */
export async function takeChangedMembers(db: Db): Promise<{ members: ChangedMember[]; gone: string[] }> {
  const { rows } = await sql<{ member_id: string }>`
    delete from changed_members
    where member_id in (select member_id from changed_members limit ${sql.lit(MEMBERS_AT_ONCE)})
    returning member_id`.execute(db)
  if (rows.length === 0) return { members: [], gone: [] }
  const ids = rows.map(({ member_id }) => member_id)
  const members = await db
    .selectFrom('members')
    .select(['id', 'full_name', 'phone'])
    .where('id', 'in', ids)
    .execute()
  const found = new Set(members.map(({ id }) => id))
  return { members, gone: ids.filter((id) => !found.has(id)) }
}

/** Everyone who is inside. */
export async function listInside(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('visits').select('member_id').where('check_out_at', 'is', null).execute()
  return rows.map(({ member_id }) => member_id)
}
