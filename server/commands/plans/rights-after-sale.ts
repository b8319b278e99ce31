import { withPackBeside, withPlanBought } from '../../domain/rights/buy.ts'
import type { Period, Rights } from '../../domain/rights/rights.ts'
import type { Sale } from '../../domain/selling.ts'
import type { Plan } from '../../protocol/plans.ts'
import type { MemberRow } from '../../store/rights.ts'
import { rightsWith } from '../members/change-member.ts'

/** Which plan of the catalogue is sold, and for how much; `id` is that of the period which it makes. */
interface Sold {
  plan: Pick<Plan, 'id' | 'version' | 'visits'>
  priceCents: number | undefined
  id: string
}

/** What a member has bought once a sale is done, with what was sold noted at the period that the sale has made. */
export function rightsAfterSale(
  before: MemberRow,
  { how, startsOn, leaves }: Sale,
  { plan, priceCents, id }: Sold,
): Rights {
  const { rights } = before
  const version = { planId: plan.id, version: plan.version }
  const noted = { version, ...(priceCents !== undefined && { priceCents }) }
  if (how === 'goes_on') return noting(rights, rightsWith(before, leaves, id), noted)
  const { membership_type: planName, valid_until: until } = leaves
  const buy = how === 'beside' ? withPackBeside : withPlanBought
  return buy(rights, rights.today, { id, planName, startsOn, until, visits: plan.visits, ...noted })
}

/** What was charged is noted at a period of its own alone: one that was there has been charged for before. */
function noting(
  before: Rights,
  after: Rights,
  { version, ...price }: Pick<Period, 'version' | 'priceCents'>,
): Rights {
  const periods = after.periods.map((period) => {
    if (before.periods.includes(period)) return period
    const isNew = !before.periods.some(({ id }) => id === period.id)
    return { ...period, ...(version && { version }), ...(isNew && price) }
  })
  return { ...after, periods }
}
