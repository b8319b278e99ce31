import type { CataloguePlan } from '../../domain/plan-book.ts'
import type { Plan, PlanSale } from '../../protocol/plans.ts'
import { listOtherGyms } from '../../store/gyms.ts'
import type { OpenedStore } from '../../store/store.ts'
import type { GroupWriter, WriteContext } from '../../store/write.ts'
import type { Handlers } from '../handlers.ts'
import type { Fingerprints } from '../members/audited-member.ts'
import { dayOf } from '../visits/rule-context.ts'
import { shownPlan, type Catalogue } from './catalogue.ts'
import { addPlan, changePlanTo, orderPlans, retirePlan } from './change-plans.ts'
import { planEffect } from './plan-effect.ts'
import { listHolders } from './plan-holders.ts'
import { sellPlan } from './sell-plan.ts'

type PlanOperation =
  | 'plans.list'
  | 'plans.holders'
  | 'plans.effect'
  | 'plans.add'
  | 'plans.change'
  | 'plans.retire'
  | 'plans.order'
  | 'plans.sell'

interface PlanParts {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write' | 'counters'>
  catalogue: Catalogue
  fingerprints: Fingerprints
  newId: () => string
  now: () => number
  setImmediate: (callback: () => void) => unknown
}

/** What the gym sells, and selling it. Whoever changes the catalogue is answered when this hub goes by it. */
export function planHandlers(parts: PlanParts): Handlers<PlanOperation> {
  const { store, writer, catalogue, fingerprints, newId, now, setImmediate } = parts
  const { gym, inSettings } = catalogue
  const asOfNow = () => ({ db: store.db, settings: gym, counters: writer.counters, now: now() })
  const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  const list = async (plans: readonly CataloguePlan[]) => ({
    plans: plans.map((plan) => shownPlan(plan, inSettings)),
    locations: gym.locations,
    gyms: await listOtherGyms(store.db),
  })
  const changed = async (run: (context: WriteContext) => Promise<CataloguePlan>): Promise<Plan> => {
    const plan = await writer.write(run)
    await catalogue.reload()
    return shownPlan(plan, inSettings)
  }
  return {
    'plans.list': () => list(catalogue.plans),
    'plans.holders': () => listHolders({ db: store.db, today: writer.counters.day.day }, catalogue),
    'plans.effect': (params) => planEffect(asOfNow(), params, nextTurn),
    'plans.add': (params, actor) => changed((context) => addPlan(context, params, { actor, gym })),
    'plans.change': (params, actor) => changed((context) => changePlanTo(context, params, { actor, gym })),
    'plans.retire': ({ id }, actor) => changed((context) => retirePlan(context, id, actor)),
    'plans.order': async ({ ids }, actor) => {
      const plans = await writer.write((context) => orderPlans(context, ids, actor))
      await catalogue.reload()
      return list(plans)
    },
    'plans.sell': (params, actor) =>
      writer.write((context) => {
        const today = dayOf({ settings: gym, counters: context.counters }, context.now)
        return sellPlan(context, params as PlanSale, { actor, fingerprints, newId, today, catalogue })
      }),
  }
}
