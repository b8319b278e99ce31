import type { Tx } from '../../store/database.ts'
import { findAwayMember, findGymOfVisitor, inGym, insertAway, listGyms } from '../../store/gyms.ts'
import { changeVisitsLeft } from '../../store/rights.ts'
import { saveVisitor } from '../../store/visitors.ts'
import type { CommandContext } from '../context.ts'
import type { VisitingHolder } from './find-visitor.ts'

/** Keeps a row for a visitor here, and at their own gym that they have one: whoever is deleted there is deleted here, too. */
export async function welcome(
  { tx, now }: Pick<CommandContext, 'tx' | 'now'>,
  { member, home }: VisitingHolder,
): Promise<void> {
  const { id, full_name, home_gym } = member
  await saveVisitor(tx, { id, full_name, home_gym: home_gym ?? '' }, now)
  if (home.visitorIds.includes(id)) return
  const here = (await listGyms(tx)).find(({ is_own }) => is_own === 1)
  const away = { visitor_id: id, member_id: home.memberId, gym: here?.name ?? '' }
  await inGym(tx, home.gym.id, () => insertAway(tx, away))
}

/** Takes a visit of the pack that a visitor has at home. */
export async function takeAtHome(tx: Tx, { home }: VisitingHolder, periodId: string): Promise<void> {
  const { gym, memberId } = home
  await inGym(tx, gym.id, () => {
    changeVisitsLeft(tx, { memberId, periodId }, -1)
    return Promise.resolve()
  })
}

/** Gives a visit back to the pack that it was taken of: the member's here, or at home that of a visitor. */
export async function giveBack(
  { tx, holdGym }: Pick<CommandContext, 'tx' | 'holdGym'>,
  of: { memberId: string; periodId: string },
): Promise<void> {
  const gym = await findGymOfVisitor(tx, of.memberId)
  if (gym === undefined) {
    changeVisitsLeft(tx, of, 1)
    return
  }
  holdGym(gym)
  await inGym(tx, gym, async () => {
    const memberId = await findAwayMember(tx, of.memberId)
    if (memberId !== undefined) changeVisitsLeft(tx, { ...of, memberId }, 1)
  })
}
