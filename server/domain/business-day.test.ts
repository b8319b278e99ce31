import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { businessDayAt, daysBetween } from './business-day.ts'

const berlin = { timeZone: 'Europe/Berlin', cutOverHour: 4 }
const at = (iso: string) => Date.parse(iso)
const iso = (instant: number) => new Date(instant).toISOString()

describe('the business day', () => {
  it('begins at the cut-over hour in the gym’s zone, not at midnight', () => {
    expect(businessDayAt(at('2026-11-23T02:59:59.999Z'), berlin).day).toBe('2026-11-22')
    expect(businessDayAt(at('2026-11-23T03:00:00.000Z'), berlin).day).toBe('2026-11-23')
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

  it('holds the instant it was asked for, and days join without a gap or an overlap', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: at('2012-01-01'), max: at('2035-01-01') }),
        (timeZone, cutOverHour, instant) => {
          const rule = { timeZone, cutOverHour }
          const day = businessDayAt(instant, rule)
          expect(day.startsAt).toBeLessThanOrEqual(instant)
          expect(day.endsAt).toBeGreaterThan(instant)
          const next = businessDayAt(day.endsAt, rule)
          expect(next.startsAt).toBe(day.endsAt)
          expect(businessDayAt(day.endsAt - 1, rule).day).toBe(day.day)
          expect(daysBetween(day.day, next.day)).toBe(1)
        },
      ),
    )
  })
})
