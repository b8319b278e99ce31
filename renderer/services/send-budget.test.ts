import { describe, expect, it } from 'vitest'
import { SendBudget } from './send-budget.ts'

const HOUR_MS = 3_600_000

describe('what a desk may send', () => {
  it('is not less after the clock of its PC was set back', () => {
    let now = Date.parse('2026-11-23T09:30:00.000Z')
    const budget = new SendBudget(() => now)
    budget.setLimits({ framesPerSecond: 20, burstFrames: 60, maxFrameBytes: 65_536 })
    expect(budget.take()).toBe(0)
    now -= HOUR_MS
    expect(budget.take()).toBe(0)
  })
})
