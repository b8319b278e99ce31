import type { CardHolder } from '../../store/card-holders.ts'
import { findLastClosing } from '../../store/closings.ts'
import { listGyms, listGymsWithCard } from '../../store/gyms.ts'
import { readVisitHistory } from '../../store/visit-history.ts'
import { visitorRow } from '../../store/visitors.ts'
import { findOpenVisit, type VisitRow } from '../../store/visits.ts'
import type { CommandContext } from '../context.ts'
import { readAtHome, type AtHome } from './visitor-at-home.ts'

/** A visitor's card: what this gym has of them, and what their own says. */
export interface VisitingHolder extends CardHolder {
  home: AtHome
}

/**
 * Whose card it is of the other gyms of the installation; undefined where no plan is good here, or where two gyms have such a card: nobody
 * is taken for somebody else. From the moment in which one is found nobody writes at that gym until the transaction ends.
 */
export async function findVisitingHolder(
  context: CommandContext,
  code: string,
  today: string,
): Promise<VisitingHolder | undefined> {
  const { tx, settings } = context
  const ids = await listGymsWithCard(tx, code)
  if (ids.length === 0) return undefined
  for (const id of ids) context.holdGym(id)
  const here = (await listGyms(tx)).find(({ is_own }) => is_own === 1)?.name ?? ''
  const found: AtHome[] = []
  for (const id of ids) {
    const home = await readAtHome(tx, id, { code, today, settings, here })
    if (home) found.push(home)
  }
  const [home, another] = found
  return home && !another ? visitingHolder(context, home, today) : undefined
}

async function visitingHolder(
  { tx, newId, now }: CommandContext,
  home: AtHome,
  today: string,
): Promise<VisitingHolder> {
  const { id, open } = await knownAs(home, (visitorId) => findOpenVisit(tx, visitorId))
  const visitor = { id: id ?? newId(), full_name: home.full_name, home_gym: home.gym.name }
  const history = await readVisitHistory(tx, visitor.id)
  const closing = await findLastClosing(tx, visitor.id, 0)
  return {
    home,
    card: home.card,
    member: {
      ...visitorRow(visitor, now),
      // Shown where the plan of a member is.
      membership_type: home.gym.name,
      ...{ valid_from: null, valid_until: null, visits_left: null, frozen_from: null, frozen_until: null },
      ...{ period_id: null, rights: { planName: home.gym.name, periods: [], freezes: [], today } },
    },
    notes: [],
    open,
    history,
    closedAt: closing?.closed_at ?? null,
    hasBeenAway: true,
  }
}

/** The row that is theirs here: of several, as a merge at home leaves them, the one that is inside. */
async function knownAs(
  { visitorIds }: AtHome,
  openOf: (visitorId: string) => Promise<VisitRow | undefined>,
): Promise<{ id: string | undefined; open: VisitRow | undefined }> {
  for (const id of visitorIds) {
    const open = await openOf(id)
    if (open) return { id, open }
  }
  return { id: visitorIds.at(-1), open: undefined }
}
