import { sql } from 'kysely'
import type { Db } from './database.ts'

/** The gyms of a database of PostgreSQL. Asked as the owner of the tables: a hub knows its own gym alone. */
export interface Site {
  id: number
  name: string
}

/** All of them, the oldest first; none where no hub has begun here yet. */
export async function listSites(db: Db): Promise<Site[]> {
  const { rows } = await sql<{
    is_there: 0 | 1
  }>`select to_regclass('sites') is not null as is_there`.execute(db)
  if (!rows[0]?.is_there) return []
  return db.selectFrom('sites').select(['id', 'name']).orderBy('id').execute()
}

/** Adds a gym without members, people or desks; false where there is one of this name. */
export async function addSite(db: Db, name: string, now: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('sites')
    .values({ name, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** Begins a database's first gym; nothing where it has one. A hub that is started at the same moment waits, and finds it. */
export async function addFirstSite(db: Db, name: string, now: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await sql`lock table sites in share row exclusive mode`.execute(tx)
    if ((await listSites(tx)).length === 0) await addSite(tx, name, now)
  })
}

/** The gym of this name. Throws with a sentence for people where there is none: a mistyped name begins no gym. */
export async function requireSite(db: Db, name: string): Promise<Site> {
  const sites = await listSites(db)
  const site = sites.find((one) => one.name === name)
  if (site) return site
  if (sites.length === 0) throw new Error('There is no gym in this database yet. Start a hub on it first.')
  const known = sites.map((one) => one.name).join(', ')
  throw new Error(
    `There is no site "${name}" in this database, but: ${known}. Correct --site, or add it with: hub sites add ${name}`,
  )
}
