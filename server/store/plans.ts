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

/** The place behind all others. */
export async function nextPosition(tx: Tx): Promise<number> {
  const [last] = await tx
    .selectFrom('plans')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .execute()
  return last === undefined ? 0 : last.position + 1
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

/** Every plan that a member has, with how many have it: as their own, from its index alone, or as a pack beside it. */
export async function countByPlan(db: Db): Promise<{ membership_type: string; members: number }[]> {
  const own = db
    .selectFrom('members')
    .select((member) => ['membership_type', member.fn.countAll<number>().as('members')])
    .groupBy('membership_type')
  const beside = packsBeside(db)
    .innerJoin('members', 'members.id', 'periods.member_id')
    .whereRef('plan_name', '!=', 'membership_type')
    .select((pack) => [
      pack.ref('plan_name').$notNull().as('membership_type'),
      pack.fn.count<number>('periods.member_id').distinct().as('members'),
    ])
    .groupBy('plan_name')
  const rows = [...(await own.execute()), ...(await beside.execute())]
  const byName = Map.groupBy(rows, ({ membership_type }) => membership_type)
  return [...byName].map(([membership_type, of]) => ({
    membership_type,
    members: of.reduce((sum, { members }) => sum + members, 0),
  }))
}

/** Packs under a name of their own in which visits are left. */
export function packsBeside(db: Db) {
  return db
    .selectFrom('periods')
    .where('plan_name', 'is not', null)
    .where('cancelled_at', 'is', null)
    .where('visits_left', '>', 0)
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

const selectBeside = prepared<{ type: string; after: string; limit: number }>()((db, value) =>
  db
    .selectFrom('members')
    .selectAll()
    .select(selectRights(db))
    .where('id', 'in', packsBeside(db).where('plan_name', '=', value('type')).select('member_id'))
    .where('id', '>', value('after'))
    .orderBy('id')
    .limit(value('limit')),
)

/** The next members after `after` who have this plan, spelled so, by their ids, as they are `today`: as their own, or as a pack beside it. */
export async function listPlanHolders(
  db: Db,
  type: string,
  { after, limit, today }: { after: string; limit: number; today: string },
): Promise<RuledMember[]> {
  const page = { type, after, limit }
  const rows = [...(await selectHolders(db, page)), ...(await selectBeside(db, page))]
  const byId = new Map(rows.map((row) => [row.id, row]))
  const ids = [...byId.keys()].sort().slice(0, limit)
  return ids.flatMap((id) => byId.get(id) ?? []).map((row) => memberOn(row, today))
}
