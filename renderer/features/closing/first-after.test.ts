import { describe, expect, it } from 'vitest'
import { firstAfter } from './first-after.ts'

const at = (time: string, from: string, zone = 'Europe/Berlin') => {
  const instant = firstAfter(time, Date.parse(from), zone)
  return instant === null ? null : new Date(instant).toISOString()
}

describe('the time that somebody left', () => {
  it.each([
    ['18:40', '2026-11-23T15:00:00Z', '2026-11-23T17:40:00.000Z'],
    ['1840', '2026-11-23T15:00:00Z', '2026-11-23T17:40:00.000Z'],
    ['0:20', '2026-11-23T15:00:00Z', '2026-11-23T23:20:00.000Z'],
    ['16:00', '2026-11-23T15:00:40Z', '2026-11-23T15:00:40.000Z'],
    ['03:30', '2026-10-24T20:00:00Z', '2026-10-25T02:30:00.000Z'],
  ])('%s after %s is %s', (time, from, is) => {
    expect(at(time, from)).toBe(is)
  })

  it.each(['', '24:00', '18:60', 'six', '18'])('is not “%s”', (time) => {
    expect(at(time, '2026-11-23T15:00:00Z')).toBeNull()
  })
})
