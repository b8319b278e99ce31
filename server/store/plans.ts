import type { Db, Tx } from './database.ts'
import type { PlansTable, PlanVersionsTable } from './tables/plans.ts'
import { memberOn, selectRights } from './rights.ts'
import { prepared } from './prepared.ts'
import type { RuledMember } from './members.ts'

/** A version of a plan, with what is the same in all of them. */
export type PlanVersionRow = PlanVersionsTable & Pick<PlansTable, 'position' | 'retired_at'>

/** All versions of all plans, in the order of the catalogue, the oldest version first. */
export async function listPlanVersions(db: Db): Promise<PlanVersionRow[]> {
  return db
    .selectFrom('plan_versions')
    .innerJoin('plans', 'plans.id', 'plan_versions.plan_id')
    .selectAll('plan_versions')
    .select(['plans.position', 'plans.retired_at'])
    .orderBy('plans.position')
    .orderBy('plans.id')
    .orderBy('plan_versions.version')
    .execute()
}

export async function insertPlan(tx: Tx, plan: PlansTable): Promise<void> {
  await tx.insertInto('plans').values(plan).execute()
}

export async function insertPlanVersion(tx: Tx, version: PlanVersionsTable): Promise<void> {
  await tx.insertInto('plan_versions').values(version).execute()
}

export async function changePlan(
  tx: Tx,
  id: string,
  change: Partial<Pick<PlansTable, 'position' | 'retired_at'>>,
): Promise<void> {
  await tx.updateTable('plans').set(change).where('id', '=', id).execute()
}

/** Every `membership_type` that a member has, with how many have it: from its index alone. */
export async function countByPlan(db: Db): Promise<{ membership_type: string; members: number }[]> {
  return db
    .selectFrom('members')
    .select((member) => ['membership_type', member.fn.countAll<number>().as('members')])
    .groupBy('membership_type')
    .execute()
}

const selectHolders = prepared<{ type: string; after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('members')
    .selectAll()
    .select(selectRights(db))
    .where('membership_type', '=', value('type'))
    .where('id', '>', value('after'))
    .orderBy('id')
    .limit(value('limit')),
)

/** The next members after `after` who have this `membership_type`, spelled so, by their ids, as they are `today`: from the index, without sorting. */
export async function listPlanHolders(
  db: Db,
  type: string,
  { after, limit, today }: { after: string; limit: number; today: string },
): Promise<RuledMember[]> {
  const rows = await selectHolders(db, { type, after, limit })
  return rows.map((row) => memberOn(row, today))
}
