import { occupancyCountersOf } from '../commands/visits/occupancy-counters.ts'
import type { Environment } from '../platform/clock.ts'
import { halfHourOf } from '../domain/half-hours.ts'
import { insideOf } from '../domain/occupancy.ts'
import type { Logger } from '../observe/logger.ts'
import { noteHalfHour } from '../store/half-hours.ts'
import { logFailure } from './log-failure.ts'
import type { GroupWriter, WriteContext } from '../store/write.ts'

/** How often the hub looks whether another half hour has begun. */
const LOOK_EVERY_MS = 1_000

/** Where the clocks differ from the world's by quarters, half hours begin in between; a second note changes nothing. */
const QUARTER_MS = 15 * 60_000

interface HalfHourParts {
  writer: GroupWriter
  timeZone: string
  environment: Pick<Environment, 'now' | 'every'>
  log: Logger
}

/** Notes how many are inside when a half hour begins, or when the hub starts in it. Returns how to stop. */
export function recordOccupancy({ writer, timeZone, environment, log }: HalfHourParts): () => void {
  let noted = 0
  return environment.every(LOOK_EVERY_MS, () => {
    const quarter = Math.floor(environment.now() / QUARTER_MS)
    if (noted === quarter) return
    noted = quarter
    writer.submit({
      run: (context) => note(context, timeZone),
      committed: () => undefined,
      failed: logFailure(log, 'recording the occupancy failed'),
    })
  })
}

function note({ tx, counters, now }: WriteContext, timeZone: string): Promise<void> {
  const { day } = counters.day
  const slot = halfHourOf(now, day, timeZone)
  return noteHalfHour(tx, { business_day: day, slot, inside: insideOf(occupancyCountersOf(counters)) })
}
