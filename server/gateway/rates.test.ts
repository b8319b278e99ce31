import { describe, expect, it } from 'vitest'
import { TokenBucket, WindowCounter } from './rates.ts'

describe('a token bucket', () => {
  it('allows a burst, then its rate, and says how long to wait', () => {
    const bucket = new TokenBucket(20, 3, 0)
    expect([0, 0, 0].map((now) => bucket.take(1, now))).toEqual([0, 0, 0])
    expect(bucket.take(1, 0)).toBe(50)
    expect(bucket.take(1, 50)).toBe(0)
    expect(bucket.take(2, 60)).toBeGreaterThan(0)
  })

  it('with a rate of 0 allows everything', () => {
    const bucket = new TokenBucket(0, 1, 0)
    expect([1, 100, 1000].map((count) => bucket.take(count, 0))).toEqual([0, 0, 0])
  })
})

describe('a window counter', () => {
  it('counts what happened within its window', () => {
    const counter = new WindowCounter(10_000)
    expect([0, 5_000, 9_999, 10_001].map((now) => counter.add(now))).toEqual([1, 2, 3, 3])
  })
})
