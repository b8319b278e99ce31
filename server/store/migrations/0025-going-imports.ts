import type { Kysely } from 'kysely'

/** Of a change that has not come to its end, when something was last heard of it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('changes').addColumn('going_at', 'integer').execute()
}
