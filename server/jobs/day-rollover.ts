import type { Environment } from '../platform/clock.ts'
import type { GroupWriter } from '../store/write.ts'

/** How often the hub looks whether the business day has ended. */
const LOOK_EVERY_MS = 1_000

interface DayParts {
  writer: GroupWriter
  environment: Pick<Environment, 'now' | 'every'>
  /** Called when another day has begun. */
  changed: () => void
}

/**
 * Begins the new business day when it is time, also where nobody scans, and tells of it. Any other job may have begun it
 * without a word, so what counts is the day that was told of last. Returns how to stop.
 */
export function rollOverDay({ writer, environment, changed }: DayParts): () => void {
  let told = writer.counters.day.day
  const tell = (): void => {
    const { day } = writer.counters.day
    if (day === told) return
    told = day
    changed()
  }
  return environment.every(LOOK_EVERY_MS, () => {
    if (environment.now() < writer.counters.day.endsAt) tell()
    else writer.submit({ run: () => Promise.resolve(), committed: tell, failed: () => undefined })
  })
}
