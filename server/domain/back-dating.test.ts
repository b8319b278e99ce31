import { describe, expect, it } from 'vitest'
import { couldHaveTold } from './back-dating.ts'

const MINUTE_MS = 60_000

/** Minutes of a day on which the desk was heard until 10, and is connected again since 100. */
const toldAt = (at: number, now: number, heardBefore: number | null = 10): boolean =>
  couldHaveTold(
    { since: 100 * MINUTE_MS, heardBefore: heardBefore === null ? null : heardBefore * MINUTE_MS },
    at * MINUTE_MS,
    now * MINUTE_MS,
  )

describe('a desk that was away could have told before', () => {
  it.each<[what: string, at: number, now: number, could: boolean]>([
    ['what happened before it went', 8, 101, true],
    ['nothing of the moment in which it went', 9, 101, false],
    ['nothing of the time that it was away', 50, 101, false],
    ['nothing while it catches up', 50, 110, false],
    ['what it keeps for itself after that', 50, 111, true],
    ['what happened after it was back', 100, 102, true],
    ['nothing that is on its way', 200, 201, false],
    ['what has been on its way for longer than a minute', 200, 201.1, true],
  ])('%s', (_what, at, now, could) => expect(toldAt(at, now)).toBe(could))

  it('and where the hub does not know when it went, is believed', () => {
    expect(toldAt(8, 101, null)).toBe(false)
  })
})
