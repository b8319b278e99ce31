import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HeldPlan } from '../../protocol/plans.ts'
import { dayAfter } from '../business-day.ts'
import { hasNoPlan } from '../no-plan.ts'
import { expiresSoon, passedOver, refusalsOf, type Leniency, type Membership } from './membership.ts'

const plan: Membership = {
  isNone: false,
  validFrom: null,
  validUntil: null,
  visitsLeft: null,
  frozenFrom: null,
  frozenUntil: null,
  suspended: false,
  debtCents: 0,
  debtSince: null,
}
const day = fc.integer({ min: 0, max: 15_000 }).map((days) => dayAfter('2000-01-01', days))
const reasonsOf = (of: Membership, today: string, leniency: Leniency) =>
  refusalsOf(of, today, leniency).map(({ reason }) => reason)

describe('grace', () => {
  it('after a plan is exactly so many days long, wherever months and years end', () => {
    fc.assert(
      fc.property(day, fc.nat(60), (validUntil, graceDays) => {
        const leniency = { graceDays, debtAllowedCents: 0, currency: null }
        const ended = { ...plan, validUntil }
        const lastDay = dayAfter(validUntil, graceDays)
        expect(reasonsOf(ended, lastDay, leniency)).toEqual([])
        expect(reasonsOf(ended, dayAfter(lastDay, 1), leniency)).toEqual(['expired'])
        expect(passedOver(ended, validUntil, leniency)).toEqual([])
        const said = graceDays === 0 ? [] : [{ kind: 'grace', endedOn: validUntil, daysLeft: 0 }]
        expect(passedOver(ended, lastDay, leniency)).toEqual(said)
      }),
    )
  })

  it('for a debt begins with its first day, and is none where nobody knows since when it is owed', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (debtSince, graceDays) => {
        const leniency = { graceDays, debtAllowedCents: 0, currency: null }
        const owing = { ...plan, debtCents: 1, debtSince }
        expect(reasonsOf(owing, dayAfter(debtSince, graceDays - 1), leniency)).toEqual([])
        expect(reasonsOf(owing, dayAfter(debtSince, graceDays), leniency)).toEqual(['debt'])
        expect(reasonsOf({ ...owing, debtSince: null }, debtSince, leniency)).toEqual(['debt'])
      }),
    )
  })

  it('never refuses whom a stricter gym lets in', () => {
    const strict = { graceDays: 0, debtAllowedCents: 0, currency: null }
    const cents = fc.nat(10_000)
    fc.assert(
      fc.property(day, day, day, cents, fc.nat(60), cents, (...given) => {
        const [today, validUntil, debtSince, debtCents, graceDays, debtAllowedCents] = given
        const member = { ...plan, validUntil, debtSince, debtCents }
        const lenient = reasonsOf(member, today, { graceDays, debtAllowedCents, currency: null })
        const refusing = reasonsOf(member, today, strict)
        expect(refusing).toEqual(expect.arrayContaining(lenient))
      }),
    )
  })

  it('is warned of exactly where a stricter gym would refuse and this one does not', () => {
    const strict = { graceDays: 0, debtAllowedCents: 0, currency: null }
    fc.assert(
      fc.property(day, fc.integer({ min: -70, max: 10 }), fc.nat(60), (today, ago, graceDays) => {
        const member = { ...plan, validUntil: dayAfter(today, ago) }
        const leniency = { ...strict, graceDays }
        const isWarned = passedOver(member, today, leniency).length > 0
        const isLetPass =
          reasonsOf(member, today, strict).length > 0 && reasonsOf(member, today, leniency).length === 0
        expect(isWarned).toBe(isLetPass)
      }),
    )
  })
})

describe('who has bought nothing yet', () => {
  it('is told so, and is no one of whom a file gives no end, nor one whose pack is used up', () => {
    const none = { membership_type: '', valid_from: null, valid_until: null, visits_left: 0 }
    const refusalOf = (has: typeof none | HeldPlan) =>
      refusalsOf(
        { ...plan, validUntil: null, isNone: hasNoPlan(has), visitsLeft: has.visits_left },
        '2026-11-23',
        {
          ...{ graceDays: 0, debtAllowedCents: 0, currency: null },
        },
      )
    expect(refusalOf(none)).toEqual([{ reason: 'no_visits_left', rule: { kind: 'no_plan' } }])
    expect(refusalOf({ ...none, visits_left: null })).toEqual([])
    expect(refusalOf({ ...none, membership_type: 'Ten visits' })).toEqual([{ reason: 'no_visits_left' }])
  })
})

describe('a plan', () => {
  it.each([
    ['ends today', { validUntil: '2026-11-23' }, true],
    ['ends in seven days', { validUntil: '2026-11-30' }, true],
    ['ends in eight days', { validUntil: '2026-12-01' }, false],
    ['has ended', { validUntil: '2026-11-22' }, false],
    ['has two visits left', { visitsLeft: 2 }, true],
    ['has three visits left', { visitsLeft: 3 }, false],
    ['has no end', {}, false],
  ])('that %s is worth a word at the desk: %j, %s', (_which, change, isSoon) => {
    expect(expiresSoon({ ...plan, ...change }, '2026-11-23')).toBe(isSoon)
  })
})
