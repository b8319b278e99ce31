import { describe, expect, it } from 'vitest'
import { DAILY_BACKUP_DAYS, RECENT_BACKUPS, obsoleteBackups } from './retention.ts'

const QUARTER_MS = 15 * 60_000
const DAY_MS = 24 * 3_600_000
const START = Date.parse('2026-11-23T00:00:00Z')

/** So many days of a gym that never sleeps, pruned after each backup as the hub does it. */
function keptAfterDays(days: number): { kept: number[]; now: number } {
  let kept: number[] = []
  let now = START
  for (; now < START + days * DAY_MS; now += QUARTER_MS) {
    kept.push(now)
    const obsolete = new Set(obsoleteBackups(kept, []))
    kept = kept.filter((at) => !obsolete.has(at))
  }
  return { kept, now: now - QUARTER_MS }
}

describe('backups are kept', () => {
  it('96 in a row, and the last one of each of 35 days', () => {
    const { kept, now } = keptAfterDays(DAILY_BACKUP_DAYS + 3)
    const recent = kept.filter((at) => now - at < RECENT_BACKUPS * QUARTER_MS)
    expect(recent).toHaveLength(RECENT_BACKUPS)
    const older = kept.filter((at) => !recent.includes(at))
    expect(older).toHaveLength(DAILY_BACKUP_DAYS - 1)
    for (const at of older) expect(at % DAY_MS).toBe(DAY_MS - QUARTER_MS)
    expect(now - Math.min(...older)).toBeLessThan(DAILY_BACKUP_DAYS * DAY_MS)
  })

  it('however old they are, where there are no newer ones', () => {
    expect(obsoleteBackups([START], [])).toEqual([])
  })

  it('one of each of 35 days also where one of them seems to be of ten years later', () => {
    const days = Array.from({ length: DAILY_BACKUP_DAYS - 1 }, (_, day) => START + day * DAY_MS)
    const recent = Array.from({ length: RECENT_BACKUPS }, (_, index) => START + 3_650 * DAY_MS + index)
    expect(obsoleteBackups([...days, ...recent], [])).toEqual([])
  })

  it('where they are protected, however many newer ones there are', () => {
    const many = Array.from({ length: 200 }, (_, index) => START + index)
    const obsolete = obsoleteBackups(many, [START])
    expect(obsolete).toHaveLength(200 - RECENT_BACKUPS - 1)
    expect(obsolete).not.toContain(START)
  })
})
