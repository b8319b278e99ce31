import type { GymSettings } from '../../domain/gym-settings.ts'
import { currentOf } from '../../domain/plan-book.ts'
import type { ImportMapping } from '../../protocol/import-mapping.ts'
import { isSameName } from '../../protocol/names.ts'
import type { Actor } from '../../store/audit-log.ts'
import { insertMadePlan } from '../../store/made-plans.ts'
import type { WriteContext } from '../../store/write.ts'
import { readCatalogue } from '../plans/catalogue.ts'
import { addPlan } from '../plans/change-plans.ts'

interface MadeBy {
  actor: Actor
  changeId: string
  newId: () => string
  gym: Pick<GymSettings, 'locations'>
}

/**
 * Makes the plans that a mapping says are new, in the transaction that writes the first members. One that is sold by now is that, so that
 * the same mapping serves for the next file.
 */
export async function makeNewPlans(
  context: WriteContext,
  { plans, newPlans = [] }: ImportMapping,
  { actor, changeId, newId, gym }: MadeBy,
): Promise<void> {
  const used = new Set(Object.values(plans))
  for (const plan of newPlans) {
    const sold = (await readCatalogue(context.tx)).filter(({ retiredAt }) => retiredAt === null)
    if (!used.has(plan.name) || sold.some((one) => isSameName(currentOf(one).name, plan.name))) continue
    const unbound = { hours: null, locations: null, grace_days: null }
    const { id } = await addPlan(context, { id: newId(), ...plan, ...unbound }, { actor, gym })
    await insertMadePlan(context.tx, { change_id: changeId, plan_id: id })
  }
}
