import { describe, expect, it } from 'vitest'
import { hubAheadMs } from './hub-clock.ts'

const HOUR_MS = 3_600_000
const now = Date.parse('2026-11-23T08:30:00.000Z')
const at = (ms: number) => new Date(now + ms).toISOString()

describe('the hub’s clock', () => {
  it.each([
    ['is this one’s within what the way takes', 0, at(1_500), 0],
    ['is later than one that is slow', 0, at(3 * HOUR_MS), 3 * HOUR_MS],
    ['is earlier than one that is fast', 0, at(-HOUR_MS), -HOUR_MS],
    ['does not jump about once it is known', HOUR_MS, at(HOUR_MS - 1_900), HOUR_MS],
    ['is known anew after this one was set right', HOUR_MS, at(0), 0],
    ['stays as it was where the hub names none', HOUR_MS, '', HOUR_MS],
    ['stays as it was where the hub is older', HOUR_MS, undefined, HOUR_MS],
  ])('%s', (_what, known, said, ahead) => {
    expect(hubAheadMs(known, said, now)).toBe(ahead)
  })
})
