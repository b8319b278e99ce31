import { describe, expect, it } from 'vitest'
import { TokenBucket, WindowLimit } from './rates.ts'

describe('a token bucket', () => {
  it('allows a burst, then its rate, and says how long to wait', () => {
    const bucket = new TokenBucket(20, 3, 0)
    expect([0, 0, 0].map((now) => bucket.take(1, now))).toEqual([0, 0, 0])
    expect(bucket.take(1, 0)).toBe(50)
    expect(bucket.take(1, 50)).toBe(0)
    expect(bucket.take(2, 60)).toBeGreaterThan(0)
  })

  it('saves no more than a burst, however long nothing is taken', () => {
    const bucket = new TokenBucket(20, 3, 0)
    const anHourLater = 3_600_000
    expect([0, 1, 2, 3].map(() => bucket.take(1, anHourLater))).toEqual([0, 0, 0, 50])
  })

  it('with a rate of 0 allows everything', () => {
    const bucket = new TokenBucket(0, 1, 0)
    expect([1, 100, 1000].map((count) => bucket.take(count, 0))).toEqual([0, 0, 0])
  })
})

describe('a limit in a window', () => {
  it('counts what happened within its window', () => {
    const limit = new WindowLimit(2, 10_000)
    expect([0, 5_000, 9_999, 10_001, 30_000].map((at) => limit.isOver(at))).toEqual([
      false,
      false,
      true,
      true,
      false,
    ])
  })

  it('of 0 allows everything', () => {
    const limit = new WindowLimit(0, 10_000)
    expect([0, 0, 0].some((at) => limit.isOver(at))).toBe(false)
  })
})
