import { describe, expect, it } from 'vitest'
import { nextTime } from './next-time.ts'

const next = (time: string, now: string, timeZone = 'Europe/Berlin'): string =>
  new Date(nextTime(time, Date.parse(now), timeZone)).toISOString()

describe('the next time that the gym’s clock shows', () => {
  it('is today’s where it is still to come, by the gym’s zone', () => {
    expect(next('16:00', '2026-11-25T13:30:00Z')).toBe('2026-11-25T15:00:00.000Z')
  })

  it('is tomorrow’s where it is over, and where it is now', () => {
    expect(next('16:00', '2026-11-25T15:30:00Z')).toBe('2026-11-26T15:00:00.000Z')
    expect(next('16:00', '2026-11-25T15:00:00Z')).toBe('2026-11-26T15:00:00.000Z')
  })

  it('goes by the clock of its own day where the clocks are set in the night between', () => {
    expect(next('07:00', '2026-10-24T20:00:00Z')).toBe('2026-10-25T06:00:00.000Z')
    expect(next('07:00', '2026-03-28T20:00:00Z')).toBe('2026-03-29T05:00:00.000Z')
  })

  it('is the end of the gap where the hour does not exist', () => {
    expect(next('02:30', '2026-03-28T22:00:00Z')).toBe('2026-03-29T01:00:00.000Z')
  })
})
