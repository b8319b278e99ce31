import type { SoldPass, SoldPassParams } from '../../protocol/passes.ts'
import type { AddedBy } from '../members/add-member.ts'
import { fingerprinter } from '../members/audited-member.ts'
import { once } from '../once.ts'
import type { CommandContext } from '../context.ts'
import { sellPlan } from '../plans/sell-plan.ts'
import { letIn, toldOf } from './let-in.ts'
import { personOf } from './person.ts'

/**
 * Sells a plan to somebody by their name and lets them in: who is new is added, or nothing of it is done. Asked again under its id it is
 * done once. Throws `person_has_plan`, as `sellPlan`, and `denied` where the rules let them in not even so.
 */
export async function sellPass(
  context: CommandContext,
  asked: SoldPassParams,
  by: AddedBy,
): Promise<SoldPass> {
  const { id, memberId, planId, version, location, full_name, isAnother, ...money } = asked
  const print = await fingerprinter(context, memberId, by.fingerprints)
  const request = { id, bodyHash: print('passes.sell', { ...asked, isAnother: undefined }) }
  const { sale, came } = await once(context, request, async () => {
    await personOf(context, { memberId, full_name, isAnother }, by)
    const saleId = by.newId()
    const sold = await sellPlan(context, { id: saleId, memberId, planId, version, was: {}, ...money }, by)
    return { sale: { ...sold, id: saleId }, came: await letIn(context, { memberId, location }) }
  })
  return { sale, visit: await toldOf(context, came) }
}
