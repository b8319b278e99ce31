import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { randomCases } from '../../tests/support/random.ts'
import {
  businessDayAt,
  businessDayOf,
  dayAfter,
  daysBetween,
  monthsAfter,
  monthsBetween,
  wallClock,
} from './business-day.ts'

const berlin = { timeZone: 'Europe/Berlin', cutOverHour: 4 }
const at = (iso: string) => Date.parse(iso)
const iso = (instant: number) => new Date(instant).toISOString()

describe('the business day', () => {
  it('begins at the cut-over hour in the gym’s zone, not at midnight', () => {
    expect(businessDayAt(at('2026-11-23T02:59:59.999Z'), berlin).day).toBe('2026-11-22')
    expect(businessDayAt(at('2026-11-23T03:00:00.000Z'), berlin).day).toBe('2026-11-23')
    const newYork = { timeZone: 'America/New_York', cutOverHour: 4 }
    expect(businessDayAt(at('2026-11-23T08:59:59.999Z'), newYork).day).toBe('2026-11-22')
    expect(businessDayAt(at('2026-11-23T09:00:00.000Z'), newYork).day).toBe('2026-11-23')
  })

  it('has 23 hours when clocks go forward and 25 when they go back', () => {
    const spring = businessDayAt(at('2026-03-28T12:00:00Z'), berlin)
    expect([iso(spring.startsAt), iso(spring.endsAt)]).toEqual([
      '2026-03-28T03:00:00.000Z',
      '2026-03-29T02:00:00.000Z',
    ])
    const autumn = businessDayAt(at('2026-10-24T12:00:00Z'), berlin)
    expect(autumn.endsAt - autumn.startsAt).toBe(25 * 3_600_000)
  })

  it('begins right after the gap where the cut-over hour does not exist', () => {
    const rule = { timeZone: 'Europe/Berlin', cutOverHour: 2 }
    expect(iso(businessDayAt(at('2026-03-29T12:00:00Z'), rule).startsAt)).toBe('2026-03-29T01:00:00.000Z')
  })

  it('goes on where clocks go back over the cut-over hour: what has begun has begun', () => {
    const troll = { timeZone: 'Antarctica/Troll', cutOverHour: 2 }
    // The wall shows 02:00, a moment before 03:00 becomes 01:00 there.
    const days = ['2026-10-25T00:00:00Z', '2026-10-25T00:59:59Z', '2026-10-25T01:00:00Z'].map(
      (instant) => businessDayAt(at(instant), troll).day,
    )
    expect(days).toEqual(['2026-10-25', '2026-10-25', '2026-10-25'])
  })
})

/** All that this machine knows: several hundred. */
const ZONES = Intl.supportedValuesOf('timeZone')
const YEARS = { min: 2000, max: 2040 }

/** A day that Samoa and Tokelau left out when they crossed the date line. */
const LEFT_OUT = '2011-12-30'

const shift = (instant: number, timeZone: string): number => wallClock(instant, timeZone) - instant

/** An instant at which the clocks of the zone change in or after a year; its first one where they never do. */
function changeOfClocks(timeZone: string, year: number): number {
  const step = 20 * 24 * 3_600_000
  let before = Date.UTC(year, 0, 1)
  while (shift(before, timeZone) === shift(before + step, timeZone)) {
    before += step
    if (before > Date.UTC(year + 1, 0, 1)) return Date.UTC(year, 0, 1)
  }
  let after = before + step
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000
    if (shift(middle, timeZone) === shift(before, timeZone)) before = middle
    else after = middle
  }
  return after
}

const zone = fc.constantFrom(...ZONES)
const year = fc.integer(YEARS)
const anytime = fc.tuple(zone, fc.integer({ min: at('2000-01-01'), max: at('2041-01-01') - 1 }))
const aroundAChange = fc
  .tuple(zone, year, fc.integer({ min: -3 * 3_600_000, max: 27 * 3_600_000 }))
  .map(([timeZone, of, by]): [string, number] => [timeZone, changeOfClocks(timeZone, of) + by])

describe('business days of every zone, from 2000 to 2040', () => {
  it('hold the instant they were asked for, and join without a gap or an overlap', () => {
    const cutOver = fc.integer({ min: 0, max: 23 })
    fc.assert(
      fc.property(fc.oneof(anytime, aroundAChange), cutOver, ([timeZone, instant], cutOverHour) => {
        const rule = { timeZone, cutOverHour }
        const day = businessDayAt(instant, rule)
        expect(day.startsAt).toBeLessThanOrEqual(instant)
        expect(day.endsAt).toBeGreaterThan(instant)
        expect(businessDayAt(day.startsAt, rule)).toEqual(day)
        expect(businessDayAt(day.endsAt - 1, rule)).toEqual(day)
        const next = businessDayAt(day.endsAt, rule)
        expect(next.startsAt).toBe(day.endsAt)
        const skipped = next.day > LEFT_OUT && day.day < LEFT_OUT ? 1 : 0
        expect(daysBetween(day.day, next.day)).toBe(1 + skipped)
        expect(businessDayOf(day.day, rule)).toEqual(day)
      }),
      { numRuns: randomCases(120) },
    )
  })
})

describe('days', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2028-03-01', -1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-28', 2, '2026-03-30'],
  ])('%s and %i more are %s', (day, days, later) => {
    expect(dayAfter(day, days)).toBe(later)
    expect(daysBetween(day, later)).toBe(days)
  })
})

it.each([
  ['2026-11-25', 1, '2026-12-25'],
  ['2027-01-31', 1, '2027-02-28'],
  ['2027-11-30', 3, '2028-02-29'],
  ['2026-12-31', 12, '2027-12-31'],
])('%s and %i months is %s, and back', (day, months, after) => {
  expect(monthsAfter(day, months)).toBe(after)
  expect(monthsBetween(day, after)).toBe(months)
  expect(monthsBetween(day, dayAfter(after, -1))).toBeNull()
})
