import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crowdAfter, crowdLevel } from './capacity.ts'

const soft = { places: 150, isHard: false, warnAtPercent: [80, 90] }

describe('capacity', () => {
  it('is told to the one who reaches a share, to the last and to all beyond it, and to nobody in between', () => {
    const told = Array.from({ length: 152 }, (_, index) => index + 1).filter((inside) =>
      crowdAfter(inside, soft),
    )
    expect(told).toEqual([120, 135, 150, 151, 152])
  })

  it('of none is told to nobody', () => {
    expect(crowdAfter(10_000, { ...soft, places: null })).toBeNull()
  })

  it('fills up by shares that are reached, never passed unseen', () => {
    const percent = fc.integer({ min: 1, max: 99 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), percent, (places, share) => {
        const first = Array.from({ length: places }, (_, index) => index + 1).find(
          (inside) => crowdLevel(inside, places, [share]) === 1,
        )
        expect(first).toBeDefined()
        expect(((first ?? 0) * 100) / places).toBeGreaterThanOrEqual(share)
        expect(crowdAfter(first ?? 0, { places, isHard: true, warnAtPercent: [share] })).not.toBeNull()
        expect(crowdLevel((first ?? 0) - 1, places, [share])).toBe(0)
      }),
      { numRuns: 50 },
    )
  })
})
