import type { GymSettings, PlanBook } from '../../domain/gym-settings.ts'
import { planKey } from '../../domain/gym-settings.ts'
import { isoTime } from '../../domain/iso-time.ts'
import { currentOf, planBook, type CataloguePlan, type PlanVersion } from '../../domain/plan-book.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import { ADDED_TERMS, type Plan, type PlanTerms } from '../../protocol/plans.ts'
import type { Db } from '../../store/database.ts'
import type { NamedEvent } from '../../store/event-log.ts'
import { listPlanVersions, type PlanVersionRow } from '../../store/plans.ts'
import type { OpenedStore } from '../../store/store.ts'

/** What the gym sells, in memory, since every scan asks. */
export interface Catalogue {
  /** As last read. */
  readonly plans: readonly CataloguePlan[]
  /** The gym's settings with the rules of the catalogue before those of the file. */
  readonly gym: GymSettings
  /** The rules of the file alone. */
  readonly inSettings: PlanBook
  /** Resolves when all that was committed before has been read, or cannot be. */
  reload: () => Promise<void>
  /** Takes what was committed, at whichever hub. */
  heard: (events: readonly Pick<NamedEvent, 'type'>[]) => void
}

interface CatalogueParts {
  store: Pick<OpenedStore, 'db'>
  gym: GymSettings
  log: { warn: (context: object, message: string) => void }
}

export async function openCatalogue({ store, gym, log }: CatalogueParts): Promise<Catalogue> {
  let plans = await readCatalogue(store.db)
  let book = planBook(plans)
  // Where it cannot be read it is tried again at the next commit.
  let isOld = false
  const reload = oneAtATime(async () => {
    try {
      plans = await readCatalogue(store.db)
      book = planBook(plans)
      isOld = false
    } catch (error) {
      isOld = true
      log.warn({ err: error }, 'the catalogue of plans cannot be read')
    }
  })
  return {
    get plans() {
      return plans
    },
    gym: { ...gym, plans: { get: (key) => book.get(key) ?? gym.plans.get(key) } },
    inSettings: gym.plans,
    reload,
    heard(events) {
      if (isOld || events.some(({ type }) => type === 'settings_changed')) void reload()
    },
  }
}

/** All plans with their versions, in the order of the catalogue. */
export async function readCatalogue(db: Db): Promise<CataloguePlan[]> {
  const byPlan = Map.groupBy(await listPlanVersions(db), ({ plan_id }) => plan_id)
  return [...byPlan].map(([id, rows]) => ({
    id,
    retiredAt: rows[0]?.retired_at ?? null,
    versions: rows.map(versionOf) as [PlanVersion, ...PlanVersion[]],
  }))
}

function versionOf({ version, name, terms, made_at: madeAt, made_by: madeBy }: PlanVersionRow): PlanVersion {
  return { version, name, terms: { ...ADDED_TERMS, ...(JSON.parse(terms) as PlanTerms) }, madeAt, madeBy }
}

/** A plan as desks are shown it. */
export function shownPlan(plan: CataloguePlan, inSettings: PlanBook): Plan {
  const { version, name, terms, madeAt } = currentOf(plan)
  const former = new Set(plan.versions.map((each) => each.name))
  former.delete(name)
  return {
    ...{ id: plan.id, version, name, former_names: [...former] },
    ...terms,
    made_time: isoTime(madeAt),
    retired_time: plan.retiredAt === null ? null : isoTime(plan.retiredAt),
    in_settings: inSettings.get(planKey(name)) !== undefined,
  }
}
