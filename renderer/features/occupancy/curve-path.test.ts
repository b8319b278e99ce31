import { describe, expect, it } from 'vitest'
import { linePath, shownPart } from './curve-path.ts'

const point = (inside: number | null, usual: number | null = null) => ({ time: '12:00', inside, usual })

describe('the day’s curve', () => {
  it('is drawn from just before the first to just after the last who is there, and at least until now', () => {
    const points = [point(0, 0), point(0, 0), point(3, 5), point(null, 2), point(null, 0), point(null, 0)]
    const curve = { businessDay: '2026-11-23', weeks: 2, points }
    expect(shownPart({ ...curve, now: 2 })).toEqual({ points: points.slice(1, 5), now: 1, most: 5 })
    expect(shownPart({ ...curve, now: 5 })?.points).toHaveLength(5)
    expect(shownPart({ ...curve, now: 0, points: [point(0), point(0)] })).toBeNull()
    expect(shownPart({ ...curve, now: 0, points: [point(4), point(null)] })).toBeNull()
  })

  it('breaks where a number is not known', () => {
    const size = { width: 30, height: 14, most: 10 }
    expect(linePath([0, 10, null, 5], size)).toBe('M0.0 12.0L10.0 2.0M30.0 7.0')
    expect(linePath([], size)).toBe('')
    expect(linePath([0], { ...size, most: 0 })).toBe('M0.0 12.0')
  })
})
