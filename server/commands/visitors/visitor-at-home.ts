import { planKey, type GymSettings } from '../../domain/gym-settings.ts'
import { planBook } from '../../domain/plan-book.ts'
import type { MemberFacts } from '../../domain/decide-scan.ts'
import { findCardHolder, type CardHolder } from '../../store/card-holders.ts'
import type { Tx } from '../../store/database.ts'
import { isPostgres } from '../../store/dialect.ts'
import { findGymTerms, listAway, listGyms, inGym } from '../../store/gyms.ts'
import { findEpoch, markIn } from '../../store/move/mark.ts'
import { readVisitHistory } from '../../store/visit-history.ts'
import { factsOf } from '../members/member-facts.ts'
import { readCatalogue } from '../plans/catalogue.ts'

/** A member of another gym, as they are there at this moment. */
export interface AtHome {
  gym: { id: number; name: string }
  card: CardHolder['card']
  memberId: string
  full_name: string
  /** The pack that a visit is taken of, or null. */
  periodId: string | null
  /** What the rules need to know, as far as their own gym says it. */
  facts: MemberFacts
  /** The ids under which they are known here; none where they have not been here. */
  visitorIds: string[]
}

interface Asked {
  code: string
  /** The day, YYYY-MM-DD, and the settings of the gym at which the card is. */
  today: string
  settings: GymSettings
  /** The gym at which the card is, as plans name it. */
  here: string
}

/**
 * The member of another gym who has this card, by a plan that is good here. Undefined where there is none, or where the data of that
 * gym are served elsewhere. Nobody else writes there meanwhile.
 */
export async function readAtHome(tx: Tx, gym: number, asked: Asked): Promise<AtHome | undefined> {
  return inGym(tx, gym, async () => {
    const terms = await findGymTerms(tx)
    const holder = await findCardHolder(tx, asked.code, asked.today)
    const plans = planBook(await readCatalogue(tx))
    const epoch = await findEpoch(tx)
    if (!terms || !holder || epoch === null || markIn(epoch) !== null) return undefined
    const { member, card } = holder
    const plan = plans.get(planKey(member.membership_type))
    if (!plan?.gyms?.includes(asked.here)) return undefined
    const rules: GymSettings = {
      ...asked.settings,
      // Its places are those of the other gym: which gyms it is good at was just asked.
      plans: new Map([[planKey(member.membership_type), { ...plan, locations: null }]]),
      graceDays: terms.grace_days,
      debtAllowedCents: terms.debt_allowed_cents,
    }
    const away = await listAway(tx, member.id)
    const isAsked = asked.settings.antiPassbackMinutes > 0
    const lastCameInAt = isAsked ? latest(holder.history.lastAt, await readLastAway(tx, member.id)) : null
    const facts = factsOf(member, rules, { inside: false, hasVisited: true, lastCameInAt }, null)
    return {
      ...{ gym: { id: gym, name: terms.name }, card, memberId: member.id, full_name: member.full_name },
      periodId: member.visits_left !== null && member.visits_left > 0 ? member.period_id : null,
      facts: { ...facts, birthday: null },
      visitorIds: away.filter((one) => one.gym === asked.here).map(({ visitor_id }) => visitor_id),
    }
  })
}

/** When a member of this gym came in last at another one; null for never. */
export async function readLastAway(tx: Tx, memberId: string): Promise<number | null> {
  const away = isPostgres(tx) ? await listAway(tx, memberId) : []
  if (away.length === 0) return null
  const gyms = new Map((await listGyms(tx)).map(({ name, id }) => [name, id]))
  let last: number | null = null
  for (const { gym, visitor_id } of away) {
    const id = gyms.get(gym)
    if (id === undefined) continue
    last = latest(last, (await inGym(tx, id, () => readVisitHistory(tx, visitor_id))).lastAt)
  }
  return last
}

export function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.max(one, other)
}
