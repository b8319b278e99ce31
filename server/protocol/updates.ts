import { z } from 'zod'

/** What a PC asks its hub before it looks for a newer version of the app: `GET /api/v1/updates`. */
export const updatePlan = z.object({
  /** Where they are: whole, or from the hub's own address; null where the gym has none. Ends in `/`. */
  address: z.string().nullable(),
  /** True while the gym is closed and nothing is done at any desk, at the hours that it has set for this. */
  mayInstall: z.boolean(),
})

export type UpdatePlan = z.output<typeof updatePlan>

/** Where a hub serves the updates of its own folder. */
export const OWN_UPDATES = 'updates/'
