import { FAILURE_WINDOW_MS, RESTART_DELAYS_MS, RESTART_SLOWLY_MS } from './limits.ts'

/** The failures, as times in milliseconds, that still count at `now`. */
export function recentFailures(failures: readonly number[], now: number): number[] {
  return failures.filter((at) => now - at < FAILURE_WINDOW_MS)
}

/** How long to wait before starting a part again that failed at the given times, the last of them just now. */
export function restartDelayMs(failures: readonly number[], now: number): number {
  const count = recentFailures(failures, now).length
  return RESTART_DELAYS_MS[Math.max(count - 1, 0)] ?? RESTART_SLOWLY_MS
}
