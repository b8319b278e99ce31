import { describe, expect, it } from 'vitest'
import { WEEKDAYS } from '../protocol/rules.ts'
import { randomCases, seededRandom } from '../../tests/support/random.ts'
import { businessDayAt, wallClock } from './business-day.ts'
import { closingAfter, closingUpTo, endsBySelf, overdueBefore, type ClosingRule } from './closing.ts'

const HOUR_MS = 3_600_000

function rule(times: Record<string, string>, more: Partial<ClosingRule> = {}): ClosingRule {
  const known = Object.entries(times) as [(typeof WEEKDAYS)[number], string][]
  return {
    dayRule: { timeZone: 'Europe/Berlin', cutOverHour: 4 },
    times: new Map(known),
    longestStayMs: null,
    ...more,
  }
}

const everyDay = (time: string) => Object.fromEntries(WEEKDAYS.map((day) => [day, time]))
const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString())
const after = (time: string, closing: ClosingRule) => iso(closingAfter(Date.parse(time), closing))

describe('the closing', () => {
  it.each([
    ['in the evening', '22:00', '2026-11-23T12:00:00Z', '2026-11-23T21:00:00.000Z'],
    ['at midnight', '24:00', '2026-11-23T12:00:00Z', '2026-11-23T23:00:00.000Z'],
    ['in the night that the day runs into', '01:30', '2026-11-23T12:00:00Z', '2026-11-24T00:30:00.000Z'],
    ['at the cut-over', '04:00', '2026-11-23T12:00:00Z', '2026-11-24T03:00:00.000Z'],
    ['in the evening before the clocks go back', '22:00', '2026-10-24T12:00:00Z', '2026-10-24T20:00:00.000Z'],
    [
      'in the evening after the clocks went back',
      '22:00',
      '2026-10-25T12:00:00Z',
      '2026-10-25T21:00:00.000Z',
    ],
    [
      'in the hour that is there twice: the first',
      '02:30',
      '2026-10-24T12:00:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    ['in the hour that is skipped: after it', '02:30', '2027-03-27T12:00:00Z', '2027-03-28T01:00:00.000Z'],
  ])('%s', (_where, time, from, closes) => {
    expect(after(from, rule(everyDay(time)))).toBe(closes)
  })

  it('goes by the weekday that the business day began on', () => {
    const weekend = rule({ fri: '01:00', sat: '18:00' })
    expect(after('2026-11-23T12:00:00Z', weekend)).toBe('2026-11-28T00:00:00.000Z')
    expect(after('2026-11-28T00:00:00Z', weekend)).toBe('2026-11-28T17:00:00.000Z')
    expect(after('2026-11-28T17:00:00Z', weekend)).toBe('2026-12-05T00:00:00.000Z')
    expect(after('2026-11-23T12:00:00Z', rule({}))).toBeNull()
  })

  it('at the cut-over hour is that of the night into which its day runs', () => {
    const fridays = rule({ fri: '04:00' })
    expect(after('2026-11-27T12:00:00Z', fridays)).toBe('2026-11-28T03:00:00.000Z')
    expect(after('2026-11-26T12:00:00Z', fridays)).toBe('2026-11-28T03:00:00.000Z')
    const aMinuteLater = rule({ fri: '04:01' })
    expect(after('2026-11-26T12:00:00Z', aMinuteLater)).toBe('2026-11-27T03:01:00.000Z')
  })

  it('ends whoever is overdue, and nobody else, at any time in any zone', () => {
    const { seed, next: random } = seededRandom('closing')
    for (let round = 0; round < randomCases(120); round += 1) {
      const timeZone = ['Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe'][
        round % 4
      ]!
      const times = everyDay(
        `${String(Math.floor(random() * 24)).padStart(2, '0')}:${random() < 0.5 ? '00' : '30'}`,
      )
      const longestStayMs = random() < 0.5 ? null : Math.ceil(random() * 30) * HOUR_MS
      const closing = rule(times, { dayRule: { timeZone, cutOverHour: 4 }, longestStayMs })
      const seenAt = Date.parse('2026-03-01T00:00:00Z') + Math.floor(random() * 300 * 24) * (HOUR_MS / 2)
      const now = seenAt + Math.floor(random() * 60) * (HOUR_MS / 2)
      const ends = endsBySelf(seenAt, closing)!
      const where = `seed ${seed}, round ${round}`
      expect(ends, where).toBeGreaterThan(seenAt)
      expect(seenAt < overdueBefore(now, closing), where).toBe(ends <= now)
      const last = closingUpTo(now, closing)!
      expect(closingAfter(last, closing)! > now, where).toBe(true)
      // No closing is outside of its own business day, and each day has one.
      const day = businessDayAt(last - 1, closing.dayRule)
      expect(wallClock(day.startsAt, timeZone) < wallClock(last, timeZone), where).toBe(true)
    }
  })
})
