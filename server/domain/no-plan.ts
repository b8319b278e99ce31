import type { HeldPlan } from '../protocol/plans.ts'

/**
 * True of who has bought nothing yet: no plan by any name, no days, no visits. A plan without an end, which files leave empty, has any
 * number of visits and is one.
 */
export function hasNoPlan({ membership_type, valid_from, valid_until, visits_left }: HeldPlan): boolean {
  return membership_type === '' && valid_from === null && valid_until === null && visits_left === 0
}

/** What such a member has. */
export const NO_PLAN = { membership_type: '', valid_from: null, valid_until: null, visits_left: 0 } as const
