import type { Kysely } from 'kysely'

/** Attempts are counted within an hour or a day, by what is tried. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const table = 'sign_in_attempts'
  await db.schema.alterTable(table).renameColumn('hour_began_at', 'window_began_at').execute()
  await db.schema.alterTable(table).renameColumn('hour_failures', 'window_failures').execute()
}
