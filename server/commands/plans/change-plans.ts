import type { GymSettings } from '../../domain/gym-settings.ts'
import { currentOf, type CataloguePlan } from '../../domain/plan-book.ts'
import { HubError, problem } from '../../protocol/errors.ts'
import { isSameName } from '../../protocol/names.ts'
import { ADDED_TERMS, type NewPlan, type PlanTerms } from '../../protocol/plans.ts'
import type { Actor, AuditEntry } from '../../store/audit-log.ts'
import { isPostgres } from '../../store/dialect.ts'
import { listOtherGyms } from '../../store/gyms.ts'
import { changePlan, insertPlan, insertPlanVersion, nextPosition } from '../../store/plans.ts'
import type { WriteContext } from '../../store/write.ts'
import { readCatalogue } from './catalogue.ts'

/** Who changes the catalogue, and what the gym has set. */
interface ChangedBy {
  actor: Actor
  gym: Pick<GymSettings, 'locations'>
}

/**
 * Adds a plan, the last of the catalogue. Added again as it is, it is one. Throws `request_conflict` where the id is another plan's, and
 * `invalid_message` for a name that a plan has which is sold, or a place that the gym has not.
 */
export async function addPlan(
  context: WriteContext,
  asked: NewPlan,
  { actor, gym }: ChangedBy,
): Promise<CataloguePlan> {
  const { id, name } = asked
  const terms = termsOf(asked)
  const plans = await readCatalogue(context.tx)
  const known = plans.find((plan) => plan.id === id)
  if (known) {
    if (isSaying(known.versions[0], asked)) return known
    throw overtaken()
  }
  requireFreeName(plans, asked)
  requireKnownPlaces(terms, gym)
  await requireKnownGyms(context, terms)
  const position = await nextPosition(context.tx)
  await insertPlan(context.tx, { id, position, created_at: context.now, retired_at: null })
  await saveVersion(context, { id, version: 1, name, terms }, actor)
  tell(context, { actor, action: 'plan_added', subject: id, details: { name, ...terms } })
  return find(await readCatalogue(context.tx), id)
}

/**
 * Makes the next version of a plan that is sold, after the one that was seen. Done again it changes nothing. Throws as `addPlan`, and
 * `request_conflict` where somebody else was faster.
 */
export async function changePlanTo(
  context: WriteContext,
  { version, ...asked }: NewPlan & { version: number },
  { actor, gym }: ChangedBy,
): Promise<CataloguePlan> {
  const { id, name } = asked
  const plans = await readCatalogue(context.tx)
  const plan = find(plans, id)
  const current = currentOf(plan)
  const terms = termsOf(asked, current.terms)
  if (isSaying(current, asked)) return plan
  if (plan.retiredAt !== null || current.version !== version) throw overtaken()
  requireFreeName(plans, asked)
  requireKnownPlaces(terms, gym)
  await requireKnownGyms(context, terms)
  await saveVersion(context, { id, version: version + 1, name, terms }, actor)
  const details = differences({ name: current.name, ...current.terms }, { name, ...terms })
  tell(context, { actor, action: 'plan_changed', subject: id, details })
  return find(await readCatalogue(context.tx), id)
}

/** Sells a plan no longer; who has it keeps it. Done again it changes nothing. */
export async function retirePlan(context: WriteContext, id: string, actor: Actor): Promise<CataloguePlan> {
  const plan = find(await readCatalogue(context.tx), id)
  if (plan.retiredAt !== null) return plan
  // Not before it was made, by whichever clock.
  const retiredAt = Math.max(context.now, currentOf(plan).madeAt)
  await changePlan(context.tx, id, { retired_at: retiredAt })
  tell(context, { actor, action: 'plan_retired', subject: id })
  return { ...plan, retiredAt }
}

/** Puts the plans that are sold into an order. Throws `request_conflict` where these are not all of them. */
export async function orderPlans(
  context: WriteContext,
  ids: readonly string[],
  actor: Actor,
): Promise<CataloguePlan[]> {
  const plans = await readCatalogue(context.tx)
  const sold = plans.filter(({ retiredAt }) => retiredAt === null).map(({ id }) => id)
  if (sold.toSorted().join() !== ids.toSorted().join()) throw overtaken()
  if (sold.join() === ids.join()) return plans
  const retired = plans.filter(({ retiredAt }) => retiredAt !== null).map(({ id }) => id)
  for (const [position, id] of [...ids, ...retired].entries()) await changePlan(context.tx, id, { position })
  tell(context, { actor, action: 'plans_ordered' })
  return readCatalogue(context.tx)
}

function find(plans: readonly CataloguePlan[], id: string): CataloguePlan {
  const plan = plans.find((each) => each.id === id)
  if (plan) return plan
  throw problem('plan_unknown', 'There is no such plan.')
}

async function saveVersion(
  { tx, now }: WriteContext,
  { id, version, name, terms }: { id: string; version: number; name: string; terms: PlanTerms },
  actor: Actor,
): Promise<void> {
  const made = { made_at: now, made_by: actor.id }
  await insertPlanVersion(tx, { plan_id: id, version, name, terms: JSON.stringify(terms), ...made })
}

/** Every desk and every hub of the gym hears that the catalogue is another. */
export function tell(context: WriteContext, entry: AuditEntry): void {
  context.append({ type: 'settings_changed', at: context.now }, {})
  context.audit(entry)
}

function isSaying({ name, terms }: { name: string; terms: PlanTerms }, asked: NewPlan): boolean {
  return name === asked.name && Object.keys(differences(terms, termsOf(asked, terms))).length === 0
}

/** What a plan is to say: of what is not said, what it said `before`. */
export function termsOf(
  asked: NewPlan,
  before: Pick<PlanTerms, keyof typeof ADDED_TERMS> = ADDED_TERMS,
): PlanTerms {
  const { duration, visits, hours, locations, grace_days, price_cents } = asked
  const { kind = before.kind, guests_a_month = before.guests_a_month, gyms = before.gyms } = asked
  return { duration, visits, hours, locations, grace_days, price_cents, kind, guests_a_month, gyms }
}

/** What is another, field by field, before and after. */
function differences<Fields extends object>(before: Fields, after: Fields): Record<string, unknown> {
  const fields = Object.keys(after) as (keyof Fields & string)[]
  const text = (value: unknown): string => JSON.stringify(value)
  return Object.fromEntries(
    fields
      .filter((field) => text(before[field]) !== text(after[field]))
      .map((field) => [field, [before[field], after[field]]]),
  )
}

/** Two plans of one name could not be told apart at the desk, nor by the rules. */
function requireFreeName(plans: readonly CataloguePlan[], { id, name }: NewPlan): void {
  const isTaken = plans.some(
    (plan) => plan.id !== id && plan.retiredAt === null && isSameName(currentOf(plan).name, name),
  )
  if (isTaken) throw problem('plan_name_taken', 'Another plan has this name. Choose another.')
}

/** A plan bound to a place that no desk can be at would let nobody in, and nobody would know why. */
function requireKnownPlaces(terms: PlanTerms, { locations: known }: Pick<GymSettings, 'locations'>): void {
  if ((terms.locations ?? []).every((location) => known.includes(location))) return
  throw problem('plan_location_unknown', 'The gym has no such location. Choose one of its locations.')
}

/** A gym in a file has no others; one of a server has those of its database. */
async function requireKnownGyms({ tx }: WriteContext, { gyms }: PlanTerms): Promise<void> {
  if (gyms.length === 0) return
  const others = await listOtherGyms(tx)
  if (gyms.every((gym) => others.includes(gym))) return
  throw problem(
    'plan_location_unknown',
    isPostgres(tx)
      ? 'There is no other gym of this name in the installation. Choose one of its gyms.'
      : 'This gym has a database of its own, so its plans are good here alone. Plans for several gyms need them on one server: hub migrate.',
  )
}

function overtaken(): HubError {
  return new HubError(
    'request_conflict',
    'Someone else has just changed the plans. Check them, then try again.',
  )
}
