import type { Db, Tx } from './database.ts'
import type { MadePlansTable } from './tables/imports.ts'

/** Remembers that a plan came with a change, to go with it. */
export async function insertMadePlan(tx: Tx, made: MadePlansTable): Promise<void> {
  await tx.insertInto('made_plans').values(made).execute()
}

/** The ids of the plans that came with a change. */
export async function listMadePlans(db: Db, changeId: string): Promise<string[]> {
  const rows = await db.selectFrom('made_plans').select('plan_id').where('change_id', '=', changeId).execute()
  return rows.map(({ plan_id }) => plan_id)
}

/** Removes a plan with all its versions: one that nobody has ever been sold. */
export async function deletePlan(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('plan_versions').where('plan_id', '=', id).execute()
  await tx.deleteFrom('plans').where('id', '=', id).execute()
}
