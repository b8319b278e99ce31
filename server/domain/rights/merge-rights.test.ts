import fc, { type IProperty } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayAfter } from '../business-day.ts'
import { randomCases } from '../../../tests/support/random.ts'
import { broughtRights } from './merge-rights.ts'
import { planOn } from './plan-on.ts'
import type { Freeze, Period, Rights } from './rights.ts'

/** Pairs of members that are tried every day. */
const PAIRS = randomCases(100)

const FIRST = '2026-01-01'
const dayOf = (at: number): string => dayAfter(FIRST, at)

/** The day on which they are merged, and those after it that are looked at. */
const TODAY = dayOf(30)
const AHEAD = Array.from({ length: 90 }, (_, at) => dayOf(30 + at))

const period = (id: string, from: number, days: number, after?: Period): Period => ({
  ...{ id, startsOn: dayOf(from), endsOn: dayOf(from + days - 1), countsFrom: after?.startsOn ?? null },
  ...{ visits: null, visitsLeft: null },
})

/** A period, perhaps with one that goes it on. */
const bought = (name: string) =>
  fc
    .record({
      from: fc.integer({ min: 0, max: 50 }),
      days: fc.integer({ min: 1, max: 30 }),
      more: fc.nat(20),
    })
    .map(({ from, days, more }) => {
      const first = period(`${name}1`, from, days)
      return more === 0 ? [first] : [first, period(`${name}2`, from + days, more, first)]
    })

const freezeFrom = (name: string, from: number, days: number | null): Freeze => ({
  ...{
    id: name,
    startsOn: dayOf(from),
    endsOn: days === null ? null : dayOf(from + days - 1),
    givesBack: true,
  },
})

const pastFreezes = (name: string) =>
  fc
    .array(fc.record({ from: fc.nat(19), days: fc.integer({ min: 1, max: 10 }) }), { maxLength: 2 })
    .map((spans) => spans.map(({ from, days }, at) => freezeFrom(`${name}${at}`, from, days)))

const member = (name: string) =>
  fc.record({
    planName: fc.constant(''),
    periods: bought(name),
    freezes: pastFreezes(name),
  }) as fc.Arbitrary<Rights>

function merged(into: Rights, from: Rights): Rights {
  const { periods, freezes, rest } = broughtRights(into, from, TODAY, () => 'rest')
  const all = [...into.freezes, ...freezes, ...rest]
  return { ...into, periods: [...into.periods, ...periods], freezes: all }
}

function goodDays(rights: Rights): string[] {
  return AHEAD.filter((day) => {
    const { validFrom, validUntil, visitsLeft, frozenFrom, frozenUntil } = planOn(rights, day)
    const isFrozen =
      (frozenFrom !== null || frozenUntil !== null) &&
      (frozenFrom ?? '') <= day &&
      day <= (frozenUntil ?? '9999')
    return visitsLeft !== 0 && !isFrozen && (validFrom ?? '') <= day && day <= (validUntil ?? '9999')
  })
}

const check = <Values>(property: IProperty<Values>): void => {
  fc.assert(property, { numRuns: PAIRS })
}

describe('two members who become one', () => {
  it('may come on the days on which either of them might, however they had paused before', () => {
    check(
      fc.property(member('a'), member('b'), (into, from) => {
        const either = new Set([...goodDays(into), ...goodDays(from)])
        expect(goodDays(merged(into, from))).toEqual(AHEAD.filter((day) => either.has(day)))
      }),
    )
  })

  it('come to the same, whichever of them stays', () => {
    check(
      fc.property(member('a'), member('b'), (into, from) => {
        expect(goodDays(merged(from, into))).toEqual(goodDays(merged(into, from)))
      }),
    )
  })

  it('lose no day to a freeze that is going on, or is to come, of the one who goes', () => {
    const running = fc.record({
      from: fc.integer({ min: 20, max: 45 }),
      days: fc.integer({ min: 1, max: 20 }),
    })
    check(
      fc.property(member('b'), running, (from, { from: begins, days }) => {
        const paused = { ...from, freezes: [...from.freezes, freezeFrom('running', begins, days)] }
        expect(goodDays(merged({ planName: '', periods: [], freezes: [] }, paused))).toEqual(goodDays(paused))
      }),
    )
  })

  it('are given each day back of a freeze of the one who stays, from the day on on which they are one', () => {
    const into: Rights = { planName: '', periods: [], freezes: [freezeFrom('f', 20, 20)] }
    const from: Rights = { planName: '', periods: [period('b', 0, 60)], freezes: [] }
    // Ten days of it have passed, on which the other one might come; ten are to come.
    expect(planOn(merged(into, from), TODAY).validUntil).toBe(dayOf(69))
  })

  it('go on being frozen by an open freeze, one freeze as before', () => {
    const open: Rights = { planName: '', periods: [period('b', 0, 60)], freezes: [freezeFrom('f', 20, null)] }
    const into: Rights = { planName: '', periods: [period('a', 0, 40)], freezes: [] }
    const both = merged(into, open)
    expect(planOn(both, TODAY)).toMatchObject({ frozenFrom: dayOf(20), frozenUntil: null })
    expect(both.freezes).toEqual([
      { ...freezeFrom('f', 20, 10), givesBack: false },
      { ...freezeFrom('rest', 30, null), of: 'f' },
    ])
    // The one who stays loses none of the ten days that were left, and gains none for those before.
    const ended = {
      ...both,
      freezes: both.freezes.map((one) => ({ ...one, endsOn: one.endsOn ?? dayOf(34) })),
    }
    expect(planOn({ ...ended, periods: into.periods }, dayOf(36)).validUntil).toBe(dayOf(44))
  })
})
