import fc from 'fast-check'
import { expect, it } from 'vitest'
import { randomCases } from '../../../tests/support/random.ts'
import { dayAfter } from '../business-day.ts'
import { planOn } from '../rights/plan-on.ts'
import type { Rights } from '../rights/rights.ts'
import { refusalsOf, type Leniency, type Membership } from './membership.ts'
import { nextChange } from './next-change.ts'

/** Members who are tried every day. */
const MEMBERS = randomCases(300)

const TODAY = '2026-11-15'

/** Past the last day that any of them has. */
const DAYS = 60

const day = fc.option(fc.integer({ min: -20, max: 20 }).map((days) => dayAfter(TODAY, days)))

const period = fc
  .record({ startsOn: day, endsOn: day, countsFrom: day, visits: fc.option(fc.nat({ max: 2 })) })
  .map((one) => ({ ...one, visitsLeft: one.visits }))

const freeze = fc.record({ startsOn: day, endsOn: day, givesBack: fc.boolean() })

const numbered = <One extends object>(ones: readonly One[]) =>
  ones.map((one, at) => ({ id: `${at}`, ...one }))

const member = fc.record({
  periods: fc.array(period, { maxLength: 3 }).map(numbered),
  freezes: fc.array(freeze, { maxLength: 2 }).map(numbered),
  debtCents: fc.constantFrom(0, 300, 501),
  debtSince: day,
  graceDays: fc.nat({ max: 4 }),
})

it('until the day that is said nothing changes by itself, and where none is said never', () => {
  fc.assert(
    fc.property(member, ({ periods, freezes, debtCents, debtSince, graceDays }) => {
      const rights: Rights = { planName: '', periods, freezes }
      const leniency: Leniency = { graceDays, debtAllowedCents: 500, currency: null }
      const planOf = (today: string): Membership => {
        return { ...planOn(rights, today), suspended: false, debtCents, debtSince, isNone: false }
      }
      const said = (today: string) => ({
        plan: planOf(today),
        refusals: refusalsOf(planOf(today), today, leniency),
      })
      const changesOn = nextChange(rights, planOf(TODAY), { today: TODAY, leniency })
      const end = changesOn ?? dayAfter(TODAY, DAYS)
      for (let today = TODAY; today < end; today = dayAfter(today, 1))
        expect({ ...said(today), today }).toEqual({ ...said(TODAY), today })
    }),
    { numRuns: MEMBERS },
  )
})
