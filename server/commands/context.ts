import type { DeskPresence } from '../domain/back-dating.ts'
import { OLDEST_RECORD_MS } from '../domain/oldest-record.ts'
import { addDayCounts, type DayCounts } from '../store/state.ts'
import type { WriteContext } from '../store/write.ts'
import { dayOf } from './visits/rule-context.ts'
import type { GymSettings } from '../domain/gym-settings.ts'
import type { Authority } from './authority.ts'

/** Everything a command knows: the open transaction, the gym's settings, and who asks from where. */
export interface CommandContext extends WriteContext, Authority {
  settings: GymSettings
  desk: { id: string; name: string }
  /** True where a desk of ours recorded the command: only then does its own time count. */
  trustsDeskTime: boolean
  /** When that desk was connected; null where nobody knows. */
  presence: DeskPresence | null
  newId: () => string
}

type Telling = Pick<CommandContext, 'trustsDeskTime' | 'now' | 'trustedNow'>

/** When it happened: the desk's time where it counts and can be, never in the future. Milliseconds since 1970 UTC. */
export function occurredAt(context: Telling, said: number | undefined): number {
  if (!context.trustsDeskTime || said === undefined || isNotBelieved(context, said)) return context.now
  return Math.min(said, context.now)
}

/**
 * Whether a desk has said a time that cannot be: longer ago than an outbox is kept, so its clock is wrong and nobody knows when it
 * happened. It counts as told now, and somebody has to see that.
 */
export function isNotBelieved(
  { trustsDeskTime, trustedNow }: Pick<Telling, 'trustsDeskTime' | 'trustedNow'>,
  said: number | undefined,
): boolean {
  return trustsDeskTime && said !== undefined && said < trustedNow - OLDEST_RECORD_MS
}

/** Adds to the counts of the day that `instant` belongs to; today's are in memory, another day's are on disk. */
export function countOnDay(
  context: Pick<CommandContext, 'tx' | 'counters' | 'settings'>,
  instant: number,
  change: Partial<DayCounts>,
): void {
  const { checkIns = 0, endedStays = 0, stayMs = 0 } = change
  const day = dayOf(context, instant)
  const { counters } = context
  if (day !== counters.day.day) {
    addDayCounts(context.tx, day, { checkIns, endedStays, stayMs })
    return
  }
  counters.checkIns += checkIns
  counters.endedStays += endedStays
  counters.stayMs += stayMs
}
