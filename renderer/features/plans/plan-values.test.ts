import { describe, expect, it } from 'vitest'
import { wrongParams } from '../../contexts/operation-schemas.ts'
import type { Plan } from '../../../server/protocol/plans.ts'
import { beginPlan, readPlan, type PlanValues } from './plan-values.ts'

const ID = '01a20902-753d-7125-8cc5-ddb7ce35ac66'

const PLAN: Plan = {
  ...{ id: ID, version: 3, name: 'Off-peak', former_names: [], made_time: '', retired_time: null },
  ...{ in_settings: false, duration: { unit: 'months', count: 6 }, visits: 20, price_cents: 4905 },
  ...{ hours: [{ days: ['mon', 'tue'], from: '18:00', to: '24:00' }], locations: ['Pool'], grace_days: 0 },
  ...{ kind: 'trial', guests_a_month: 2, gyms: ['south'] },
}

const IN_ENGLISH = { currency: 'EUR', language: 'en' }

const typed = (change: Partial<PlanValues>): PlanValues => ({
  ...beginPlan(null, IN_ENGLISH),
  name: 'Monthly',
  ...change,
})

const wrongOf = (change: Partial<PlanValues>): PropertyKey[] =>
  wrongParams('plans.add', readPlan(ID, typed(change), 'EUR')).map(({ path }) => path[0] ?? '')

describe('what is typed of a plan', () => {
  it('begins with the price as the language writes it, which is read again', () => {
    const begun = beginPlan(PLAN, { currency: 'EUR', language: 'de' })
    expect(begun.price_cents).toBe('49,05')
    expect(readPlan(ID, begun, 'EUR')).toMatchObject({ price_cents: 4905 })
  })

  it('is what it was where nothing was changed', () => {
    const { id, name, duration, visits, hours, locations, price_cents, grace_days } = PLAN
    const { kind, guests_a_month, gyms } = PLAN
    expect(readPlan(ID, beginPlan(PLAN, IN_ENGLISH), 'EUR')).toEqual({
      ...{
        id,
        name,
        duration,
        visits,
        hours,
        locations,
        price_cents,
        grace_days,
        kind,
        guests_a_month,
        gyms,
      },
    })
  })

  it('limits nothing where it is left empty', () => {
    expect(readPlan(ID, typed({}), 'EUR')).toEqual({
      ...{ id: ID, name: 'Monthly', duration: { unit: 'months', count: 1 }, visits: null, hours: null },
      ...{ locations: null, price_cents: null, grace_days: null },
      ...{ kind: 'membership', guests_a_month: 0, gyms: [] },
    })
    expect(wrongOf({})).toEqual([])
  })

  it.each<[Partial<PlanValues>, string]>([
    [{ name: ' ' }, 'name'],
    [{ duration: '0' }, 'duration'],
    [{ duration: 'one' }, 'duration'],
    [{ unit: 'until', duration: '' }, 'duration'],
    [{ visits: '1.5' }, 'visits'],
    [{ visits: '0' }, 'visits'],
    [{ price_cents: '49.001' }, 'price_cents'],
    [{ price_cents: 'free' }, 'price_cents'],
    [{ grace_days: '-1' }, 'grace_days'],
    [{ hours: [{ days: [], from: '09:00', to: '10:00' }] }, 'hours'],
    [{ hours: [{ days: ['mon'], from: '', to: '10:00' }] }, 'hours'],
  ])('%j is asked for again', (change, field) => {
    expect([...new Set(wrongOf(change))]).toEqual([field])
  })
})

it.each([
  ['49', 'EUR', 4900],
  ['49,5', 'EUR', 4950],
  [' 49.05 ', null, 4905],
  ['4900', 'JPY', 4900],
  ['49.5', 'JPY', NaN],
  ['1.234', 'KWD', 1234],
])('the price %j in %s is %s', (price_cents, currency, cents) => {
  expect(readPlan(ID, typed({ price_cents }), currency).price_cents).toBe(cents)
})
