import { sql } from 'kysely'
import type { Db } from './database.ts'
import { isPostgres } from './dialect.ts'

/**
 * Does what begins and ends transactions of its own without SQLite's look at what refers to a removed row: visits have no index by
 * member (see `visit-history.ts`), so that for each member who is removed it would read all visits. Whoever removes makes sure that
 * nothing refers to it, and removes what would have gone along. PostgreSQL has that index, and looks.
 */
export async function withoutReferences<Result>(db: Db, work: () => Promise<Result>): Promise<Result> {
  if (isPostgres(db)) return work()
  await sql`pragma foreign_keys = off`.execute(db)
  try {
    return await work()
  } finally {
    await sql`pragma foreign_keys = on`.execute(db)
  }
}
