import { v7 as uuidv7 } from 'uuid'
import type { NewPlan, Plan } from '../../../server/protocol/plans.ts'
import type { TestDesk } from '../client/desk.ts'

/** A plan of a month without limits; anything of it can be said otherwise. */
export function newPlan(change: Partial<NewPlan> = {}): NewPlan {
  return {
    ...{ id: uuidv7(), name: 'Monthly', duration: { unit: 'months', count: 1 }, visits: null },
    ...{ hours: null, locations: null, grace_days: null, price_cents: 4900 },
    ...change,
  }
}

/** Asks at a desk and gives the answer, or the code of the refusal with what was wrong. */
export async function call<Answer = Record<string, unknown>>(
  desk: TestDesk,
  method: string,
  params: object = {},
): Promise<Answer> {
  return (await desk.ask('request', { method, params })).payload as Answer
}

export async function addPlan(desk: TestDesk, change: Partial<NewPlan> = {}): Promise<Plan> {
  return call<Plan>(desk, 'plans.add', newPlan(change))
}
