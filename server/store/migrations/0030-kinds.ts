import type { Kysely } from 'kysely'

/** Which plan a period is of, what was sold, and for how much: periods of before are of the plan that their member has. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [column, type] of [
    ['plan_name', 'text'],
    ['plan_id', 'text'],
    ['plan_version', 'integer'],
    ['price_cents', 'integer'],
  ] as const) {
    await db.schema.alterTable('periods').addColumn(column, type).execute()
  }
  await db.schema
    .createIndex('periods_by_plan')
    .on('periods')
    .column('plan_name')
    .where('plan_name', 'is not', null)
    .execute()
}
