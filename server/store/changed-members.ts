import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isPostgres } from './dialect.ts'
import type { MembersTable } from './tables/members.ts'

/**
 * Which members are other ones to a search than they were when it looked last. Triggers note them, so that no way of
 * writing a member can forget to. In SQLite in a table in memory of the one connection, rolled back with the transaction.
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

/** Members read in one go: a few milliseconds of the hub's one thread. */
const MEMBERS_AT_ONCE = 250

type ChangedMember = Pick<MembersTable, 'id' | 'full_name' | 'phone'>

/** Members who are other ones to a search than they were; at first all there are. */
export interface ChangedMembers {
  /** How many were there at first. */
  count: number
  /** Some of them as they are now, each given once a change; `gone` are those who are not members any more. */
  take: () => Promise<{ members: ChangedMember[]; gone: string[] }>
}

/** Begins to note members who change, from all there are. */
export function noteAllMembers(db: Db): Promise<ChangedMembers> {
  return isPostgres(db) ? readVersions(db) : noteOnConnection(db)
}

/** In SQLite this connection is the only one that writes. */
async function noteOnConnection(db: Db): Promise<ChangedMembers> {
  for (const statement of NOTING) await sql.raw(statement).execute(db)
  await sql`insert into changed_members select id from members where true on conflict do nothing`.execute(db)
  const { rows } = await sql<{ count: number }>`select count(*) as count from changed_members`.execute(db)
  const take = async () => {
    const { rows: noted } = await sql<{ member_id: string }>`
      delete from changed_members
      where member_id in (select member_id from changed_members limit ${sql.lit(MEMBERS_AT_ONCE)})
      returning member_id`.execute(db)
    return findMembers(
      db,
      noted.map(({ member_id }) => member_id),
    )
  }
  return { count: rows[0]?.count ?? 0, take }
}

/** In PostgreSQL each change has a number, and whoever else writes gives them too. */
async function readVersions(db: Db): Promise<ChangedMembers> {
  let known = 0
  const { rows } = await sql<{ count: number }>`select count(*) as count from members`.execute(db)
  const take = async () => {
    const { rows: changes } = await sql<{ member_id: string; version: number }>`
      select member_id, version from member_changes where version > ${known}
      order by version limit ${sql.lit(MEMBERS_AT_ONCE)}`.execute(db)
    const found = await findMembers(
      db,
      changes.map(({ member_id }) => member_id),
    )
    known = changes.at(-1)?.version ?? known
    return found
  }
  return { count: rows[0]?.count ?? 0, take }
}

async function findMembers(db: Db, ids: string[]): ReturnType<ChangedMembers['take']> {
  if (ids.length === 0) return { members: [], gone: [] }
  const members = await db
    .selectFrom('members')
    .select(['id', 'full_name', 'phone'])
    .where('id', 'in', ids)
    .where('deleted_at', 'is', null)
    .execute()
  const found = new Set(members.map(({ id }) => id))
  return { members, gone: ids.filter((id) => !found.has(id)) }
}

/** Everyone who is inside. */
export async function listInside(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('visits').select('member_id').where('check_out_at', 'is', null).execute()
  return rows.map(({ member_id }) => member_id)
}
