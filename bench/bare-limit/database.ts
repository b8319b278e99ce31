import Sqlite from 'better-sqlite3'
import { newTimeOrderedId } from '../../server/platform/uuid-v7.ts'

/**
 * The least that a check-in must leave behind: the visit, and the promise of one open visit a member. The columns that
 * the comparison reads are named as the hub names them.
 */
const SCHEMA = `
  create table if not exists members (
    id text primary key, full_name text not null, membership_type text not null
  ) without rowid;
  create table if not exists visits (
    id text primary key, member_id text not null, location text not null,
    check_in_at integer not null, check_out_at integer
  ) without rowid;
  create unique index if not exists one_open_visit on visits (member_id) where check_out_at is null;
`

/** Opens the file and asserts that a commit is on the disk when it returns: the same promise as the hub's. */
export function openDatabase(file: string): Sqlite.Database {
  const database = new Sqlite(file)
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  const mode = database.pragma('journal_mode', { simple: true })
  const synchronous = database.pragma('synchronous', { simple: true })
  if (mode !== 'wal' || synchronous !== 2) throw new Error('The database is not durable.')
  database.exec(SCHEMA)
  return database
}

/** Fills an empty database with members and returns their ids. */
export function createMembers(file: string, count: number): string[] {
  const database = openDatabase(file)
  const insert = database.prepare('insert into members values (?, ?, ?)')
  const ids = Array.from({ length: count }, newTimeOrderedId)
  database.transaction(() => {
    ids.forEach((id, index) => insert.run(id, `Member Number ${index}`, index % 3 ? 'Unlimited' : 'Off-peak'))
  })()
  database.close()
  return ids
}
