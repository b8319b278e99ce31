import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isPostgres } from './dialect.ts'

/**
 * Which members are other ones than they were, to somebody who keeps them in memory. Triggers note them, so that no way of writing a member
 * can forget to. In SQLite in a table in memory of the one connection, rolled back with the transaction; in PostgreSQL each change has a
 * number, in the order of the commits, and whoever else writes gives them too.
 */

/** Changes of what: of what a search finds members by, or of what a list says of them. */
export type Noted = 'names' | 'standings'

/** Where they are noted in each database, and in SQLite what notes them; PostgreSQL's triggers are made with its tables. */
const NOTEBOOKS: Record<Noted, { inMemory: string; onServer: string; triggers: string[] }> = {
  names: {
    inMemory: 'changed_members',
    onServer: 'member_changes',
    triggers: [
      noting('changed_members', 'note_added_member', 'after insert on main.members', 'new.id'),
      noting(
        'changed_members',
        'note_changed_member',
        `after update of full_name, phone on main.members when ${differs('full_name', 'phone')}`,
        'new.id',
      ),
      noting('changed_members', 'note_removed_member', 'after delete on main.members', 'old.id'),
    ],
  },
  standings: {
    inMemory: 'changed_standings',
    onServer: 'standing_changes',
    triggers: [
      ...notingRows('members', 'id', [
        ...['membership_type', 'search_text', 'photo_url', 'birthday', 'suspended'],
        ...['debt_cents', 'debt_since'],
      ]),
      ...notingRows('periods', 'member_id', [
        ...['starts_on', 'ends_on', 'counts_from', 'visits', 'visits_left', 'cancelled_at'],
        'plan_name',
      ]),
      ...notingRows('freezes', 'member_id', [
        ...['starts_on', 'ends_on', 'ended_on', 'gives_back', 'cancelled_at'],
      ]),
      ...notingRows('credentials', 'member_id', ['member_id', 'revoked_at']),
    ],
  },
}

function notingRows(table: string, id: string, columns: readonly string[]): string[] {
  const name = (event: string): string => `note_standing_${event}_${table}`
  const changed = `after update of ${columns.join(', ')} on main.${table} when ${differs(...columns)}`
  return [
    noting('changed_standings', name('added'), `after insert on main.${table}`, `new.${id}`),
    noting('changed_standings', name('changed'), changed, `new.${id}`),
    noting('changed_standings', name('left'), changed, `old.${id}`),
    noting('changed_standings', name('removed'), `after delete on main.${table}`, `old.${id}`),
  ]
}

function differs(...columns: string[]): string {
  return `(${columns.map((column) => `new.${column} is not old.${column}`).join(' or ')})`
}

function noting(notebook: string, name: string, when: string, id: string): string {
  return `create temp trigger if not exists ${name} ${when}
    begin insert into ${notebook} select ${id}
      where not exists (select 1 from ${notebook} where member_id = ${id}); end`
}

/** Members who have changed since this was made. */
export interface NotedMembers {
  /** Ids of some of them, each given once a change: of those who are gone, too. */
  take: (limit: number) => Promise<string[]>
}

/** Begins to note members who change from now on. */
export async function noteMembers(db: Db, what: Noted): Promise<NotedMembers> {
  return isPostgres(db) ? readVersions(db, what) : noteOnConnection(db, what)
}

/** In SQLite this connection is the only one that writes. */
async function noteOnConnection(db: Db, what: Noted): Promise<NotedMembers> {
  const { inMemory, triggers } = NOTEBOOKS[what]
  const notebook = sql.table(inMemory)
  await sql`create temp table if not exists ${notebook} (member_id text primary key not null) without rowid`.execute(
    db,
  )
  for (const trigger of triggers) await sql.raw(trigger).execute(db)
  await sql`delete from ${notebook}`.execute(db)
  return {
    async take(limit) {
      const { rows } = await sql<{ member_id: string }>`
        delete from ${notebook} where member_id in (select member_id from ${notebook} limit ${sql.lit(limit)})
        returning member_id`.execute(db)
      return rows.map(({ member_id }) => member_id)
    },
  }
}

async function readVersions(db: Db, what: Noted): Promise<NotedMembers> {
  const notebook = sql.table(NOTEBOOKS[what].onServer)
  const { rows } = await sql<{ version: number | null }>`
    select max(version) as version from ${notebook}`.execute(db)
  let known = rows[0]?.version ?? 0
  return {
    async take(limit) {
      const { rows: changes } = await sql<{ member_id: string; version: number }>`
        select member_id, version from ${notebook} where version > ${known}
        order by version limit ${sql.lit(limit)}`.execute(db)
      known = changes.at(-1)?.version ?? known
      return changes.map(({ member_id }) => member_id)
    },
  }
}
