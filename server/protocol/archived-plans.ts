import { z } from 'zod'
import { isSeen, shownName } from './names.ts'
import { addedTerms, duration, knownPlan, terms } from './plans.ts'

/** What a gym sells and has sold, as it takes it along: each plan with all that it ever was, and nothing of the hub that wrote it. */

/** Those that are no longer sold among them: more than any gym ever had. */
const MAX_ARCHIVED_PLANS = 2_000

/** A plan that is changed each day for a year. */
const MAX_VERSIONS = 500

const [days, months, until, endless] = duration.options

/** As the hub writes it, whichever way it is said. */
const time = z.iso
  .datetime({ offset: true, error: 'must be a time such as 2026-11-23T10:00:00Z' })
  .transform((text) => new Date(text).toISOString())

/** Nothing may be said that is not understood: a plan without it would be another one. */
const archivedVersion = z.strictObject({
  version: z.int().min(1),
  made_time: time,
  name: shownName.refine(isSeen),
  ...terms.shape,
  duration: z.discriminatedUnion('unit', [days.strict(), months.strict(), until.strict(), endless.strict()]),
  ...addedTerms.shape,
})

export type ArchivedVersion = z.output<typeof archivedVersion>

const archivedPlan = z
  .strictObject({
    ...knownPlan.shape,
    /** Since when it is no longer sold, or null. */
    retired_time: time.nullable(),
    /** The oldest first. */
    versions: z.array(archivedVersion).min(1).max(MAX_VERSIONS),
  })
  .refine(({ versions }) => versions.every(({ version }, at) => version === at + 1), {
    error: 'must be numbered from 1 on, the oldest first',
    path: ['versions'],
  })
  .refine(
    ({ retired_time: retired, versions: [first] }) =>
      retired === null || first === undefined || retired >= first.made_time,
    { error: 'is before the plan was made', path: ['retired_time'] },
  )

export type ArchivedPlan = z.output<typeof archivedPlan>

export const archivedPlans = z.strictObject({
  /** In the order of the catalogue. */
  plans: z.array(archivedPlan).max(MAX_ARCHIVED_PLANS, {
    error: `has too many plans: at most ${MAX_ARCHIVED_PLANS} are taken`,
  }),
})
