import { sql } from 'kysely'
import { asOwner } from './open-postgres.ts'

/** A server whose tables have just been filled knows nothing of them, and would look through whole ones. Only their owner may tell it. */
export function refreshStatistics(address: string, tables: readonly string[]): Promise<void> {
  return asOwner(address, async (db) => {
    for (const name of tables) await sql`analyze ${sql.table(name)}`.execute(db)
  })
}
