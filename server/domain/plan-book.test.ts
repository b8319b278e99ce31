import { expect, it } from 'vitest'
import type { PlanTerms } from '../protocol/plans.ts'
import { planBook, rulesOf, type CataloguePlan } from './plan-book.ts'

const terms = (grace_days: number): PlanTerms => ({
  ...{ duration: { unit: 'endless' }, visits: null, hours: null, locations: null, price_cents: null },
  ...{ grace_days, kind: 'membership', guests_a_month: 0, gyms: [] },
})

/** A plan by the names of its versions; each has its own days of grace, to be told apart by. */
const plan = (retiredAt: number | null, ...names: [name: string, grace: number][]): CataloguePlan => ({
  ...{ id: names.join(), retiredAt },
  versions: names.map(([name, grace], at) => ({
    ...{ version: at + 1, name, terms: terms(grace), madeAt: grace },
  })) as unknown as CataloguePlan['versions'],
})

it.each<[what: string, plans: CataloguePlan[], expected: number | undefined]>([
  ['its own version', [plan(null, ['Basic', 1])], 1],
  ['the newest of one name', [plan(null, ['Basic', 1], ['basic ', 2])], 2],
  ['the last one of a name that it had', [plan(null, ['Basic', 1], ['Basic', 2], ['Basic 2027', 3])], 2],
  ['a plan that has the name now', [plan(null, ['Basic', 5], ['Old', 6]), plan(null, ['Basic', 1])], 1],
  ['one that is sold', [plan(1, ['Basic', 9]), plan(null, ['Basic', 1], ['Other', 2])], 1],
  ['one that is retired, where no other is there', [plan(1, ['Basic', 9])], 9],
  ['nothing where no plan has it', [plan(null, ['Other', 1])], undefined],
])('a member with “Basic” has %s', (_what, plans, expected) => {
  expect(planBook(plans).get('basic')?.graceDays).toBe(expected)
})

it.each<[kind: PlanTerms['kind'], grace: number | null, expected: number | null]>([
  ['membership', null, null],
  ['day_pass', null, 0],
  ['trial', null, 0],
  ['day_pass', 2, 2],
])('%s has no days of grace of the gym’s but those that it says: %s', (kind, grace_days, expected) => {
  expect(rulesOf({ ...terms(0), kind, grace_days }).graceDays).toBe(expected)
})
