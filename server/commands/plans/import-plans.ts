import type { GymSettings } from '../../domain/gym-settings.ts'
import { currentOf, type CataloguePlan } from '../../domain/plan-book.ts'
import type { ArchivedPlan } from '../../protocol/archived-plans.ts'
import { HubError } from '../../protocol/errors.ts'
import { readName } from '../../protocol/names.ts'
import { insertMadePlan } from '../../store/made-plans.ts'
import { insertPlan, insertPlanVersion, nextPosition } from '../../store/plans.ts'
import type { WriteContext } from '../../store/write.ts'
import { beginChange } from '../changes/record-change.ts'
import type { TablePiece } from '../members/file/own-table.ts'
import type { ImportParts } from '../members/import-members.ts'
import { goOn } from '../members/whole-or-nothing.ts'
import { readCatalogue } from './catalogue.ts'
import { tell } from './change-plans.ts'
import { cataloguedOf, plansJson } from './plans-file.ts'

type Pieces = AsyncIterable<TablePiece<ArchivedPlan>>

/** Reads the plans of an archive, and changes nothing. Throws a HubError where one of them cannot stand beside those that are here. */
export async function lookAtPlans(parts: ImportParts, pieces: Pieces): Promise<void> {
  const plans = await allOf(pieces)
  await parts.write(async ({ tx }) => missingOf(await readCatalogue(tx), { plans, all: plans }, parts.gym))
}

/**
 * Makes the plans of an archive, as a part of an import, behind those that are here, and says how many. One that is here as it is there is
 * left. Throws as above.
 */
export async function addPlans(parts: ImportParts, pieces: Pieces): Promise<number> {
  const all = await allOf(pieces)
  let added = 0
  for (let at = 0; at < all.length; at += PLANS_AT_ONCE) {
    const plans = all.slice(at, at + PLANS_AT_ONCE)
    added += await parts.write((context) => addSome(context, parts, { plans, all }))
    goOn(parts, { step: 'writing', share: 0, count: 0 })
  }
  return added
}

/** Plans written in one go: a desk's scan waits for at most one of these, a few milliseconds. */
const PLANS_AT_ONCE = 20

async function allOf(pieces: Pieces): Promise<ArchivedPlan[]> {
  const plans: ArchivedPlan[] = []
  for await (const { rows } of pieces) plans.push(...rows)
  return plans
}

/** Some plans of an archive, and all of them. */
interface Archived {
  plans: readonly ArchivedPlan[]
  all: readonly ArchivedPlan[]
}

async function addSome(context: WriteContext, parts: ImportParts, archived: Archived): Promise<number> {
  const { tx } = context
  const missing = missingOf(await readCatalogue(tx), archived, parts.gym)
  // So that they are taken back where nothing else of the file is written.
  if (missing.length > 0) await beginChange(context, parts.change)
  const first = await nextPosition(tx)
  for (const [at, plan] of missing.entries())
    await addOne(context, parts, { plan: cataloguedOf(plan, parts.change.id), position: first + at })
  return missing.length
}

async function addOne(
  context: WriteContext,
  { actor, change }: ImportParts,
  { plan, position }: { plan: CataloguePlan; position: number },
): Promise<void> {
  const { tx, now } = context
  const { id, retiredAt, versions } = plan
  await insertPlan(tx, { id, position, created_at: now, retired_at: retiredAt })
  for (const { version, name, terms, madeAt, madeBy } of versions) {
    const made = { made_at: madeAt, made_by: madeBy }
    await insertPlanVersion(tx, { plan_id: id, version, name, terms: JSON.stringify(terms), ...made })
  }
  await insertMadePlan(tx, { change_id: change.id, plan_id: id })
  const { name, version, terms } = currentOf(plan)
  const details = { name, version, ...terms, isRetired: retiredAt !== null, change: change.id }
  tell(context, { actor, action: 'plan_added', subject: id, details })
}

/** Those that are not here. Throws a HubError for one that is here and another, or whose name is that of a plan which the archive has not. */
function missingOf(
  here: readonly CataloguePlan[],
  { plans, all }: Archived,
  gym: Pick<GymSettings, 'locations'>,
): ArchivedPlan[] {
  const known = new Map(here.map((plan) => [plan.id, plan]))
  const ids = new Set(all.map(({ id }) => id))
  const others = here.filter(({ id }) => !ids.has(id))
  const taken = new Set(others.flatMap(({ versions }) => versions.map(({ name }) => readName(name))))
  return plans.filter((plan) => {
    const same = known.get(plan.id)
    if (same) return requireSame(same, plan)
    requireFreeNames(plan, taken)
    requireItsPlaces(plan, gym)
    return true
  })
}

/** Always false: it is here. */
function requireSame(here: CataloguePlan, plan: ArchivedPlan): false {
  if (plansJson([here]) === plansJson([cataloguedOf(plan, '')])) return false
  throw refused(plan, `is here, and says something else, or was changed or retired since. ${WITHOUT}`)
}

/** A name that it has, or that members may have it by. */
function requireFreeNames({ versions, ...plan }: ArchivedPlan, taken: ReadonlySet<string>): void {
  const name = versions.find((version) => taken.has(readName(version.name)))?.name
  if (name === undefined) return
  throw refused(
    { ...plan, versions },
    `is another one than the plan here that is or was called "${name}". ${WITHOUT}`,
  )
}

/** Of a plan that is sold, since nobody would know why it lets nobody in. A gym that names no places has none that it lets nobody into. */
function requireItsPlaces(plan: ArchivedPlan, { locations }: Pick<GymSettings, 'locations'>): void {
  if (plan.retired_time !== null || locations.length === 0) return
  const unknown = plan.versions.at(-1)?.locations?.find((location) => !locations.includes(location))
  if (unknown === undefined) return
  throw refused(
    plan,
    `is good at "${unknown}", which is not among the locations of settings.json. Add it there.`,
  )
}

const WITHOUT = 'Without the plans the archive is its members.csv alone, unpacked.'

function refused({ versions }: ArchivedPlan, why: string): HubError {
  return new HubError('invalid_message', `plans.json: the plan "${versions.at(-1)?.name ?? ''}" ${why}`)
}
