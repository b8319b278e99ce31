import type { Environment } from '../platform/clock.ts'
import type { Logger } from '../observe/logger.ts'
import { logFailure } from './log-failure.ts'

/** How often imports are looked for that were broken off; the first time at the start. */
const LOOK_EVERY_MS = 60_000

interface BrokenParts {
  takeBackBroken: () => Promise<string[]>
  every: Environment['every']
  log: Logger
}

/** Takes back the imports whose hub has ended before they came to their end. Returns how to stop. */
export function takeBackWhatBroke({ takeBackBroken, every, log }: BrokenParts): () => void {
  const failed = logFailure(log, 'taking a broken import back failed')
  let isLooking = false
  const look = (): void => {
    if (isLooking) return
    isLooking = true
    takeBackBroken()
      .then(
        (ids) => ids.forEach((id) => log.warn({ import: id }, 'an import was broken off: taken back')),
        failed,
      )
      .finally(() => (isLooking = false))
  }
  look()
  return every(LOOK_EVERY_MS, look)
}
