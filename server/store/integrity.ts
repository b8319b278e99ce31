import { sql } from 'kysely'
import type { Db } from './database.ts'
import type { DayCounts } from './state.ts'

/** Our mark in the header of a database file. */
export async function readApplicationId(db: Db): Promise<number> {
  const { rows } = await sql<{ application_id: number }>`pragma application_id`.execute(db)
  return rows[0]?.application_id ?? 0
}

/** What SQLite itself finds wrong with the pages, rows and indexes; nothing where all is well. Reads the whole file. */
export async function findDamage(db: Db): Promise<string[]> {
  const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(db)
  return rows.map((row) => row.integrity_check).filter((found) => found !== 'ok')
}

/** The first damage among the pages, without comparing indexes with their tables; null where all is well. Reads the whole file. */
export async function findFirstDamage(db: Db): Promise<string | null> {
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(db)
  return rows.map((row) => row.quick_check).find((found) => found !== 'ok') ?? null
}

/** Tables with rows that refer to what is not there, and how many they are. */
export async function findBrokenReferences(
  db: Db,
): Promise<{ table: string; parent: string; count: number }[]> {
  const { rows } = await sql<{ table: string; parent: string; count: number }>`
    select "table", parent, count(*) as count from pragma_foreign_key_check group by 1, 2`.execute(db)
  return rows
}

/** How many rows each table has, whichever tables the schema has by now. */
export async function countRows(db: Db): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name`.execute(db)
  const counts: Record<string, number> = {}
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(name)}`.execute(
      db,
    )
    counts[name] = rows[0]?.count ?? 0
  }
  return counts
}

export async function countMembers(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('members')
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** The kept events: the number of the first and the last, and how many they are. Zeros where there is none. */
export async function readEventRange(db: Db): Promise<{ first: number; last: number; count: number }> {
  const row = await db
    .selectFrom('events')
    .select((select) => [
      select.fn.min('seq').as('first'),
      select.fn.max('seq').as('last'),
      select.fn.countAll<number>().as('count'),
    ])
    .executeTakeFirst()
  return { first: row?.first ?? 0, last: row?.last ?? 0, count: row?.count ?? 0 }
}

/** The first number that is missing among the kept events. Ask only where one is. */
export async function findFirstGap(db: Db): Promise<number | undefined> {
  const { rows } = await sql<{ seq: number }>`
    select seq + 1 as seq from events as event
    where not exists (select 1 from events as next where next.seq = event.seq + 1)
    order by seq limit 1`.execute(db)
  return rows[0]?.seq
}

/** The occupancy as it is stored, the one that the open visits give, and the heads counted beside them. */
export async function readOccupancy(db: Db): Promise<{ stored: number; open: number; unregistered: number }> {
  const state = await db.selectFrom('hub_state').select(['occupancy', 'unregistered']).executeTakeFirst()
  const visits = await db
    .selectFrom('visits')
    .where('check_out_at', 'is', null)
    .select((select) => select.fn.countAll<number>().as('open'))
    .executeTakeFirst()
  return { stored: state?.occupancy ?? 0, open: visits?.open ?? 0, unregistered: state?.unregistered ?? 0 }
}

/** How many visits wait for review that are not ended by the hub. */
export async function countStrayClosings(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from closings join visits on visits.id = closings.visit_id
    where closings.outcome is null and visits.closed_by is distinct from 'auto'`.execute(db)
  return rows[0]?.count ?? 0
}

/** The counts of the day between two instants, from the visits themselves. */
export async function recountDay(db: Db, startsAt: number, endsAt: number): Promise<DayCounts> {
  const { rows: came } = await sql<{ count: number }>`
    select count(*) as count from visits
    where check_in_at >= ${startsAt} and check_in_at < ${endsAt} and closed_by is distinct from 'undo'
      and change_id is null`.execute(db)
  const { rows: left } = await sql<{ count: number; stay_ms: number }>`
    select count(*) as count, coalesce(sum(check_out_at - check_in_at), 0) as stay_ms from visits
    where check_out_at >= ${startsAt} and check_out_at < ${endsAt} and closed_by = 'person'
      and change_id is null`.execute(db)
  return { checkIns: came[0]?.count ?? 0, endedStays: left[0]?.count ?? 0, stayMs: left[0]?.stay_ms ?? 0 }
}
