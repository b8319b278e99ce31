import { expect, it } from 'vitest'
import { planOn } from './plan-on.ts'
import type { Freeze, Period, Rights } from './rights.ts'
import { creditedDays } from './shut-days.ts'

const SHUT = { from: '2026-12-24', until: '2026-12-26' }

const time: Period = {
  ...{ id: 'time', startsOn: '2026-12-01', endsOn: '2026-12-31', countsFrom: null },
  ...{ visits: null, visitsLeft: null },
}

const freeze = (startsOn: string, endsOn: string, givesBack: boolean): Freeze => ({
  ...{ id: startsOn, startsOn, endsOn, givesBack },
})

function credited(rights: Rights, cameOn: readonly string[] = [], today = '2026-12-28') {
  return creditedDays(rights, SHUT, { today, cameOn: new Set(cameOn) })
}

function endWith(rights: Rights, today = '2026-12-28'): string | null {
  const freezes = credited(rights, [], today).map(({ from, until }) => freeze(from, until, true))
  return planOn({ ...rights, freezes: [...rights.freezes, ...freezes] }, today).validUntil
}

const of = (change: Partial<Period>, ...freezes: Freeze[]): Rights => ({
  planName: '',
  periods: [{ ...time, ...change }],
  freezes,
})

it.each([
  ['a month', of({}), '2027-01-03'],
  ['one that ends on the first of them', of({ endsOn: '2026-12-24' }), '2026-12-27'],
  ['one that ended before', of({ endsOn: '2026-12-23' }), '2026-12-23'],
  ['one that begins on the last of them', of({ startsOn: '2026-12-26' }), '2027-01-01'],
  ['one without an end', of({ endsOn: null }), null],
  ['a pack with an end', of({ visits: 10, visitsLeft: 1 }), '2027-01-03'],
  ['a pack that is used up', of({ visits: 10, visitsLeft: 0 }), '2026-12-31'],
  ['one that is frozen all the while', of({}, freeze('2026-12-20', '2026-12-27', true)), '2027-01-08'],
  [
    'one whose end has a frozen day counted in',
    of({}, freeze('2026-12-25', '2026-12-25', false)),
    '2027-01-02',
  ],
])('three shut days and the end of %s', (_what, rights, until) => {
  expect(endWith(rights)).toBe(until)
})

it('a day on which they came is not given back, and parts what is', () => {
  expect(credited(of({}), ['2026-12-25'])).toEqual([
    { from: '2026-12-24', until: '2026-12-24' },
    { from: '2026-12-26', until: '2026-12-26' },
  ])
})

it('who comes back from a freeze before days that were credited to them still has those', () => {
  const rights = of({}, freeze('2026-12-10', '2027-01-10', true))
  const spans = credited(rights, [], '2026-12-15')
  const shut = spans.map(({ from, until }) => freeze(from, until, true))
  const back = planOn(
    { ...rights, freezes: [freeze('2026-12-10', '2026-12-19', true), ...shut] },
    '2026-12-28',
  )
  expect(back.validUntil).toBe('2027-01-13')
})
