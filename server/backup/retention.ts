/** Backups every quarter of an hour that are kept: those of the last 24 hours in which something happened. */
export const RECENT_BACKUPS = 96

/** Days for which the last backup of each is kept: long enough to notice what went wrong a month ago. */
export const DAILY_BACKUP_DAYS = 35

const DAY_MS = 24 * 3_600_000

/**
 * Which backups, by the instants they were taken at, are no longer to be kept; milliseconds since 1970 UTC. Never the
 * newest ones, and none of `protectedAt`.
 */
export function obsoleteBackups(
  takenAt: readonly number[],
  now: number,
  protectedAt: readonly number[],
): number[] {
  const newestFirst = [...takenAt].sort((left, right) => right - left)
  const kept = new Set([...newestFirst.slice(0, RECENT_BACKUPS), ...protectedAt])
  const days = new Set<number>()
  for (const at of newestFirst) {
    const day = Math.floor(at / DAY_MS)
    if (now - at >= DAILY_BACKUP_DAYS * DAY_MS || days.has(day)) continue
    days.add(day)
    kept.add(at)
  }
  return newestFirst.filter((at) => !kept.has(at))
}
