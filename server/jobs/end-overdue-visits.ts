import { endCorrection } from '../commands/visits/correct-occupancy.ts'
import { endOverdueVisits } from '../commands/visits/end-overdue.ts'
import type { GymSettings } from '../domain/gym-settings.ts'
import type { Environment } from '../platform/clock.ts'
import type { TrustedClock } from '../platform/trusted-clock.ts'
import { closingAfter } from '../domain/closing.ts'
import type { Logger } from '../observe/logger.ts'
import { logFailure } from './log-failure.ts'
import type { GroupWriter, WriteContext } from '../store/write.ts'

/** Visits ended in one go: a few milliseconds of the hub's one thread, and scans come in between. */
export const ENDED_AT_ONCE = 50

/** How often the hub looks whether it is time; looking costs nothing. */
const LOOK_EVERY_MS = 1_000

/** How often it goes through the open visits for those that are too long, beside every closing. */
const GO_THROUGH_EVERY_MS = 60_000

interface ClosingParts {
  writer: GroupWriter
  gym: GymSettings
  /** The clock by which visits end. */
  clock: Pick<TrustedClock, 'now'>
  every: Environment['every']
  log: Logger
}

/**
 * Ends what should have ended while the hub was off. Before anybody connects, so that the first card of the morning
 * brings its member in. A hub that cannot write starts all the same, and tries again.
 */
export async function endOverdueVisitsAtStart({
  writer,
  gym,
  log,
}: Omit<ClosingParts, 'clock' | 'every'>): Promise<void> {
  try {
    let isMore = true
    while (isMore) isMore = await writer.write((context) => endSome(context, gym))
  } catch (error) {
    log.error({ err: error }, 'closing the overdue visits of past days failed')
  }
}

/** Ends visits at each closing and after the longest stay, some at a time. Returns how to stop. */
export function endOverdueVisitsWhenDue({ writer, gym, clock, every, log }: ClosingParts): () => void {
  let isEnding = false
  let isStopped = false
  let wentThroughAt = clock.now()
  const failed = (error: unknown): void => {
    isEnding = false
    logFailure(log, 'closing overdue visits failed')(error)
  }
  const endNext = (): void => {
    isEnding = true
    writer.submit({
      run: (context) => endSome(context, gym),
      committed: (isMore) => (isMore && !isStopped ? endNext() : (isEnding = false)),
      failed,
    })
  }
  const stop = every(LOOK_EVERY_MS, () => {
    const now = clock.now()
    if (isEnding || !isTime(wentThroughAt, now, gym)) return
    wentThroughAt = now
    endNext()
  })
  return () => {
    isStopped = true
    stop()
  }
}

/** A clock that was set back is looked at anew. */
function isTime(before: number, now: number, { closing }: GymSettings): boolean {
  if (now < before || now - before >= GO_THROUGH_EVERY_MS) return true
  return (closingAfter(before, closing) ?? Infinity) <= now
}

/** The correction of the day ends once every visit of it has. */
async function endSome(context: WriteContext, settings: GymSettings): Promise<boolean> {
  const closing = { ...context, settings }
  const isMore = await endOverdueVisits(closing, ENDED_AT_ONCE)
  if (!isMore) endCorrection(closing)
  return isMore
}
