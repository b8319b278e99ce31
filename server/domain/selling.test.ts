import { describe, expect, it } from 'vitest'
import { randomCases, seededRandom, type Random } from '../../tests/support/random.ts'
import type { HeldPlan } from '../protocol/plans.ts'
import { dayAfter, daysBetween, monthsAfter } from './business-day.ts'
import { sell, type PlanToSell, type Sale } from './selling.ts'

const TODAY = '2026-11-25'

const MONTH: PlanToSell = {
  ...{ name: 'Monthly', former_names: [], visits: null },
  duration: { unit: 'months', count: 1 },
}

const NOTHING: HeldPlan = { membership_type: '', valid_from: null, valid_until: null, visits_left: null }

const held = (change: Partial<HeldPlan>): HeldPlan => ({ ...NOTHING, membership_type: 'Monthly', ...change })

function sold(plan: PlanToSell, has: HeldPlan, today = TODAY, startsOn?: string): Sale {
  const sale = sell(plan, has, today, startsOn)
  if (typeof sale === 'string') throw new Error(sale)
  return sale
}

/** The ends of a plan that is renewed so many times, each time on its last day. */
function endsOf(plan: PlanToSell, from: string, times: number): string[] {
  let has = sold(plan, NOTHING, from).leaves
  const ends = [has.valid_until ?? '']
  while (ends.length < times) {
    has = sold(plan, has, has.valid_until ?? '').leaves
    ends.push(has.valid_until ?? '')
  }
  return ends
}

describe('a plan that is bought', () => {
  it.each([
    [{ unit: 'months', count: 1 }, TODAY, '2026-12-24'],
    [{ unit: 'months', count: 12 }, '2027-12-01', '2028-11-30'],
    [{ unit: 'months', count: 1 }, '2027-01-31', '2027-02-27'],
    [{ unit: 'days', count: 1 }, TODAY, TODAY],
    [{ unit: 'days', count: 30 }, '2028-02-01', '2028-03-01'],
    [{ unit: 'until', day: '2026-12-31' }, TODAY, '2026-12-31'],
    [{ unit: 'endless' }, TODAY, null],
  ] as const)('for %j on %s is good to %s, that day included', (duration, today, until) => {
    expect(sold({ ...MONTH, duration }, NOTHING, today).leaves).toEqual({
      ...{ membership_type: 'Monthly', valid_from: today, valid_until: until, visits_left: null },
    })
  })

  it('has its visits, and adds them to those that are left', () => {
    const pack = { ...MONTH, name: 'Ten', visits: 10, duration: { unit: 'endless' } } as const
    const left = sold(pack, NOTHING).leaves
    expect(left).toMatchObject({ valid_until: null, visits_left: 10 })
    expect(sold(pack, { ...left, visits_left: 3 }).leaves).toEqual({ ...left, visits_left: 13 })
    expect(sold(pack, { ...left, visits_left: 0 }).leaves.visits_left).toBe(10)
  })

  it('in place of another begins today, and says what lapses', () => {
    const has = held({ membership_type: 'Yearly', valid_until: '2026-12-04' })
    expect(sold(MONTH, has)).toMatchObject({
      ...{ startsOn: TODAY, lapsedDays: 10 },
      leaves: { membership_type: 'Monthly', valid_from: TODAY, visits_left: null },
    })
  })

  it.each([
    ['a pack beside a time', { visits: 10 }, {}, 'beside', 0],
    ['a pack beside another pack', { visits: 10 }, { visits_left: 3 }, 'beside', 0],
    ['a pack after a time that is over', { visits: 10 }, { valid_until: '2026-11-24' }, 'new', 0],
    ['a pack after one that is used up', { visits: 10 }, { visits_left: 0 }, 'new', 0],
    ['a time beside what is left of a pack', { visits: null }, { visits_left: 3 }, 'new', 0],
    ['a time in place of another', { visits: null }, {}, 'new', 10],
  ] as const)('stands as %s', (_what, plan, has, how, lapsedDays) => {
    const yearly = held({ membership_type: 'Yearly', valid_until: '2026-12-04', ...has })
    expect(sold({ ...MONTH, ...plan }, yearly)).toMatchObject({ how, lapsedDays, startsOn: TODAY })
  })

  it('can begin on another day, but not anywhere', () => {
    expect(sold(MONTH, NOTHING, TODAY, '2026-12-01').leaves).toMatchObject({
      ...{ valid_from: '2026-12-01', valid_until: '2026-12-31' },
    })
    for (const day of ['2026-10-24', '2027-11-27'])
      expect(sell(MONTH, NOTHING, TODAY, day)).toBe('plan_start')
  })

  it('to a day that has passed is not to be had', () => {
    const season = { ...MONTH, duration: { unit: 'until', day: '2026-11-24' } } as const
    expect(sell(season, NOTHING, TODAY)).toBe('plan_over')
    const thisOne = { ...season, duration: { unit: 'until', day: TODAY } } as const
    expect(sell(thisOne, held({ valid_until: TODAY }), TODAY)).toBe('plan_over')
    const pack = { ...thisOne, visits: 10 }
    expect(sold(pack, held({ valid_until: TODAY, visits_left: 1 })).leaves).toMatchObject({
      ...{ valid_until: TODAY, visits_left: 11 },
    })
  })
})

describe('a plan that is renewed', () => {
  it('early goes on from the day after its last, and begins where it began', () => {
    const has = held({ valid_from: '2026-11-05', valid_until: '2026-12-04' })
    expect(sold(MONTH, has)).toEqual({
      ...{ how: 'goes_on', startsOn: '2026-12-05', lapsedDays: 0 },
      leaves: { ...has, valid_until: '2027-01-04' },
    })
  })

  it('on its last day is early, on the next it begins anew', () => {
    expect(sold(MONTH, held({ valid_until: TODAY })).startsOn).toBe('2026-11-26')
    expect(sold(MONTH, held({ valid_until: '2026-11-24' })).startsOn).toBe(TODAY)
  })

  it('early can begin on no other day: what lies between would be lost', () => {
    const has = held({ valid_until: '2026-12-04' })
    expect(sell(MONTH, has, TODAY, '2026-12-05')).toMatchObject({ startsOn: '2026-12-05' })
    expect(sell(MONTH, has, TODAY, TODAY)).toBe('plan_start')
    expect(sell(MONTH, has, TODAY, '2027-01-01')).toBe('plan_start')
  })

  it('under a name that it had is the same plan', () => {
    const renamed = { ...MONTH, name: 'Monthly 2027', former_names: ['monthly '] }
    expect(sold(renamed, held({ valid_until: TODAY }))).toMatchObject({
      ...{ startsOn: '2026-11-26', leaves: { membership_type: 'Monthly 2027' } },
    })
  })

  it('does not drift at the ends of months', () => {
    expect(endsOf(MONTH, '2027-01-31', 5)).toEqual([
      ...['2027-02-27', '2027-03-30', '2027-04-29', '2027-05-30', '2027-06-29'],
    ])
    expect(endsOf(MONTH, '2027-01-01', 3)).toEqual(['2027-01-31', '2027-02-28', '2027-03-31'])
    // By hand somebody gave a day more: from there on it is reckoned anew.
    const longer = held({ valid_from: '2027-01-31', valid_until: '2027-02-28' })
    expect(sold(MONTH, longer, '2027-02-01').leaves.valid_until).toBe('2027-03-31')
  })
})

/** Histories that are tried every day. */
const HISTORIES = randomCases(400)

interface Bought {
  from: string
  until: string
}

/** Buys one plan again and again, early and late. */
function history(random: Random): { plan: PlanToSell; bought: Bought[]; lateAt: number[] } {
  const count = 1 + random.below(13)
  const plan: PlanToSell = { ...MONTH, duration: { unit: random.pick(['months', 'days']), count } }
  let today = dayAfter('2023-12-01', random.below(1_500))
  let has = NOTHING
  const bought: Bought[] = []
  const lateAt: number[] = []
  for (let time = 0; time < 8; time += 1) {
    const { startsOn, leaves } = sold(plan, has, today)
    if (startsOn === today && bought.length > 0) lateAt.push(time)
    bought.push({ from: startsOn, until: leaves.valid_until ?? '' })
    has = leaves
    const left = daysBetween(today, has.valid_until ?? '')
    today = dayAfter(today, random.below(4) === 0 ? left + 1 + random.below(40) : random.below(left + 1))
  }
  return { plan, bought, lateAt }
}

describe('whatever is bought, early or late,', () => {
  it('no day is lost and none is bought twice', () => {
    const random = seededRandom('selling')
    for (let tried = 0; tried < HISTORIES; tried += 1) {
      const { plan, bought, lateAt } = history(random)
      let began = bought[0]?.from ?? ''
      let periods = 0
      for (const [time, { from, until }] of bought.entries()) {
        const before = bought[time - 1]
        if (lateAt.includes(time) || before === undefined) {
          if (before) expect(daysBetween(before.until, from)).toBeGreaterThan(0)
          ;[began, periods] = [from, 0]
        } else expect(from).toBe(dayAfter(before.until, 1))
        periods += 1
        const { unit, count } = plan.duration as { unit: 'days' | 'months'; count: number }
        const all = count * periods
        const next = unit === 'days' ? dayAfter(began, all) : monthsAfter(began, all)
        expect({ tried, time, next: dayAfter(until, 1) }).toEqual({ tried, time, next })
      }
    }
  })
})
