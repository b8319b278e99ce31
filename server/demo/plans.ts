import { v7 as uuidv7 } from 'uuid'
import type { GymSettings } from '../domain/gym-settings.ts'
import { COMMAND_LINE } from '../auth/staff.ts'
import { addPlan } from '../commands/plans/change-plans.ts'
import type { NewPlan } from '../protocol/plans.ts'
import type { WriteContext } from '../store/write.ts'

type DemoPlan = Pick<NewPlan, 'name' | 'duration'> & Partial<NewPlan>

/** What the demo members have, and what is sold to somebody who walks in. Good at all hours, so that who is refused does not hang on the clock. */
const PLANS: readonly DemoPlan[] = [
  { name: 'Unlimited', duration: { unit: 'months', count: 1 }, price_cents: 4900, guests_a_month: 1 },
  { name: 'Off-peak', duration: { unit: 'months', count: 6 }, price_cents: 17_400 },
  { name: 'Ten visits', duration: { unit: 'months', count: 12 }, visits: 10, price_cents: 9000 },
  { name: 'Day pass', duration: { unit: 'days', count: 1 }, price_cents: 1200, kind: 'day_pass' },
]

/** Makes the plans that the demo gym sells. */
export async function addDemoPlans(context: WriteContext, gym: GymSettings): Promise<void> {
  for (const plan of PLANS) {
    const unsaid = { visits: null, hours: null, locations: null, grace_days: null, price_cents: null }
    await addPlan(context, { ...unsaid, ...plan, id: uuidv7() }, { actor: COMMAND_LINE, gym })
  }
}
