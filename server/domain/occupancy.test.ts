import { describe, expect, it } from 'vitest'
import { randomCases, seededRandom } from '../../tests/support/random.ts'
import {
  afterLeaving,
  insideOf,
  occupancyConfidenceOf,
  type EndedBy,
  type OccupancyCounters,
} from './occupancy.ts'

describe('counters beside the visits', () => {
  it('stay when somebody with a visit leaves', () => {
    expect(afterLeaving({ open: 10, unregistered: 2 }, 'person')).toEqual({ open: 9, unregistered: 2 })
    expect(afterLeaving({ open: 10, unregistered: -3 }, 'person')).toEqual({ open: 9, unregistered: -3 })
  })

  it('that were not found are those whom the hub sends home, so that the count stays', () => {
    expect(afterLeaving({ open: 10, unregistered: -3 }, 'auto')).toEqual({ open: 9, unregistered: -2 })
    expect(afterLeaving({ open: 10, unregistered: 2 }, 'auto')).toEqual({ open: 9, unregistered: 2 })
  })

  it('never make fewer than nobody, whoever leaves', () => {
    expect(afterLeaving({ open: 3, unregistered: -3 }, 'person')).toEqual({ open: 2, unregistered: -2 })
    expect(afterLeaving({ open: 3, unregistered: -3 }, 'undo')).toEqual({ open: 2, unregistered: -2 })
    const { seed, next: random } = seededRandom('counters')
    const by: EndedBy[] = ['person', 'auto', 'undo']
    let counters: OccupancyCounters = { open: 0, unregistered: 0 }
    for (let step = 0; step < randomCases(2_000); step += 1) {
      if (random() < 0.5 || counters.open === 0) counters = { ...counters, open: counters.open + 1 }
      else counters = afterLeaving(counters, by[Math.floor(random() * 3)]!)
      if (random() < 0.02) counters = { ...counters, unregistered: Math.floor(random() * 30) - counters.open }
      expect(insideOf(counters), `seed ${seed}, step ${step}`).toBeGreaterThanOrEqual(0)
    }
  })
})

describe('how sure it is', () => {
  it('changes at the end of the usual stay, and never where the gym does not guess', () => {
    expect(occupancyConfidenceOf(1_000, 60_999, 60_000)).toBe('confirmed')
    expect(occupancyConfidenceOf(1_000, 61_000, 60_000)).toBe('probably_gone')
    expect(occupancyConfidenceOf(0, Number.MAX_SAFE_INTEGER, null)).toBe('confirmed')
  })
})
