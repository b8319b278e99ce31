/** Backups every quarter of an hour that are kept: those of the last 24 hours in which something happened. */
export const RECENT_BACKUPS = 96

/** Of so many days on which there were backups the last one of each is kept: long enough to notice what went wrong a month ago. */
export const DAILY_BACKUP_DAYS = 35

const DAY_MS = 24 * 3_600_000

/**
 * Which backups, by the instants they were taken at, are no longer to be kept; milliseconds since 1970 UTC. Never the newest ones,
 * and none of `protectedAt`. What time it is does not matter: a clock that was set ahead makes no backup old.
 */
export function obsoleteBackups(takenAt: readonly number[], protectedAt: readonly number[]): number[] {
  const newestFirst = [...takenAt].sort((left, right) => right - left)
  const kept = new Set([...newestFirst.slice(0, RECENT_BACKUPS), ...protectedAt])
  const days = new Set<number>()
  for (const at of newestFirst) {
    const day = Math.floor(at / DAY_MS)
    if (days.has(day) || days.size === DAILY_BACKUP_DAYS) continue
    days.add(day)
    kept.add(at)
  }
  return newestFirst.filter((at) => !kept.has(at))
}
