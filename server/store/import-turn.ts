import { sql } from 'kysely'
import type { Tx } from './database.ts'
import { prepared, type NoValues } from './prepared.ts'

/** Among the advisory locks of a database, those of imports; the second number is the gym's. */
const IMPORTS = sql.lit(1)

const tryLock = prepared<NoValues>()((db) =>
  db.selectNoFrom(
    sql<0 | 1>`pg_try_advisory_lock(${IMPORTS}, current_setting('hub.site')::integer)`.as('isTaken'),
  ),
)

const unlock = prepared<NoValues>()((db) =>
  db.selectNoFrom(sql<string>`pg_advisory_unlock_all()::text`.as('unlocked')),
)

/**
 * Makes this hub the one that imports; may be said again. False where another hub is. The lock is the writing connection's and ends with
 * it, so no hub that has ended holds it. Only PostgreSQL has it.
 */
export async function takeImportTurn(tx: Tx): Promise<boolean> {
  const [row] = await tryLock(tx, {})
  return row?.isTaken === 1
}

export async function endImportTurn(tx: Tx): Promise<void> {
  await unlock(tx, {})
}
