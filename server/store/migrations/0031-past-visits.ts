import type { Kysely } from 'kysely'

/** Visits that came with a file say with which import, so that they go when it is taken back, and count to no day of this hub's own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('visits').addColumn('change_id', 'text').execute()
}
