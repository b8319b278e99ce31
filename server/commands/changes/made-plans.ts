import { planKey } from '../../domain/gym-settings.ts'
import { currentOf, type CataloguePlan } from '../../domain/plan-book.ts'
import type { UndonePlans } from '../../protocol/changes.ts'
import type { Actor } from '../../store/audit-log.ts'
import type { Change } from '../../store/changes.ts'
import type { Db } from '../../store/database.ts'
import { deletePlan, isHeldBeside, isPlanSold, listMadePlans } from '../../store/made-plans.ts'
import { countByPlan } from '../../store/plans.ts'
import type { WriteContext } from '../../store/write.ts'
import { readCatalogue } from '../plans/catalogue.ts'
import type { PlannedMember } from './undo-change.ts'

/** Removes the plans that a change has made, but for those that somebody has, or that were changed, retired or sold since. */
export async function removeMadePlans(
  { tx, now, append, audit }: WriteContext,
  change: Change,
  actor: Actor,
): Promise<UndonePlans | undefined> {
  const plans = await listMade(tx, change.id)
  if (plans.length === 0) return undefined
  const held = keysOf((await countByPlan(tx)).map(({ membership_type }) => membership_type))
  const kept: string[] = []
  for (const plan of plans) {
    const { name } = currentOf(plan)
    if (isHeldBy(plan, held) || (await isTouched(tx, plan, change))) {
      kept.push(name)
      continue
    }
    await deletePlan(tx, plan.id)
    append({ type: 'settings_changed', at: now }, {})
    audit({ actor, action: 'plan_removed', subject: plan.id, details: { name, change: change.id } })
  }
  return { made: namesOf(plans), kept }
}

/** The same of some members of a change that is only looked at: who else has the plans is said with the last of them. */
export async function foreseenPlans(
  db: Db,
  change: Change,
  { members, isLast }: { members: readonly PlannedMember[]; isLast: boolean },
): Promise<UndonePlans | undefined> {
  if (change.undone_at !== null) return undefined
  const plans = await listMade(db, change.id)
  if (plans.length === 0) return undefined
  const held = keysOf(members.flatMap(typesAfter))
  const types = isLast ? (await countByPlan(db)).map(({ membership_type }) => membership_type) : []
  const kept: string[] = []
  for (const plan of plans) {
    const stays =
      isHeldBy(plan, held) ||
      (isLast &&
        ((await isTouched(db, plan, change)) ||
          (await isHeldBeside(
            db,
            change.id,
            types.filter((type) => isHeldBy(plan, keysOf([type]))),
          ))))
    if (stays) kept.push(currentOf(plan).name)
  }
  return { made: namesOf(plans), kept }
}

async function listMade(db: Db, changeId: string): Promise<CataloguePlan[]> {
  const made = new Set(await listMadePlans(db, changeId))
  if (made.size === 0) return []
  return (await readCatalogue(db)).filter(({ id }) => made.has(id))
}

/** One that a mapping makes has one version, by whoever imported; those of an archive are all by the change. */
async function isTouched(db: Db, plan: CataloguePlan, { id, at }: Change): Promise<boolean> {
  const { versions, retiredAt } = plan
  const isChanged = versions.length > 1 && versions.some(({ madeBy }) => madeBy !== id)
  return isChanged || (retiredAt !== null && retiredAt >= at) || (await isPlanSold(db, plan.id))
}

/** What a member has when they are through: as their own, or as a pack beside it. */
function typesAfter({ plan, rows }: PlannedMember): string[] {
  if (plan.what === 'removed') return []
  const set = plan.set.find(({ table }) => table === 'members')
  const gone = new Set(plan.remove)
  return rows.flatMap((row) => {
    const { table, cells } = row.table === 'members' && set ? set : row
    if (table === 'members') return [String(cells['membership_type'])]
    const isPack = Number(cells['visits_left'] ?? 0) > 0 && cells['cancelled_at'] === null
    return table === 'periods' && isPack && !gone.has(row) ? [String(cells['plan_name'] ?? '')] : []
  })
}

const namesOf = (plans: readonly CataloguePlan[]): string[] => plans.map((plan) => currentOf(plan).name)

const keysOf = (types: readonly string[]): Set<string> => new Set(types.map(planKey))

const isHeldBy = ({ versions }: CataloguePlan, held: ReadonlySet<string>): boolean =>
  versions.some(({ name }) => held.has(planKey(name)))
