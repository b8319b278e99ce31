import type { Db, Tx } from './database.ts'
import { packsBeside } from './plans.ts'
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

/** Whether a period that counts is of this very plan. */
export async function isPlanSold(db: Db, planId: string): Promise<boolean> {
  const sold = db.selectFrom('periods').select('id').where('plan_id', '=', planId)
  return (await sold.where('cancelled_at', 'is', null).limit(1).execute()).length > 0
}

/** Whether anybody whom a change has not written has a plan, spelled in one of these ways: as their own, or as a pack beside it. */
export async function isHeldBeside(db: Db, changeId: string, types: readonly string[]): Promise<boolean> {
  if (types.length === 0) return false
  const written = db.selectFrom('changed_rows').select('member_id').where('change_id', '=', changeId)
  const own = db
    .selectFrom('members')
    .select('id as member_id')
    .where('membership_type', 'in', types)
    .where('id', 'not in', written)
  const packs = packsBeside(db)
    .select('member_id')
    .where('plan_name', 'in', types)
    .where('member_id', 'not in', written)
  return (await own.unionAll(packs).limit(1).execute()).length > 0
}

/** Removes a plan with all its versions: one that nobody has ever been sold. */
export async function deletePlan(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('plan_versions').where('plan_id', '=', id).execute()
  await tx.deleteFrom('plans').where('id', '=', id).execute()
}
