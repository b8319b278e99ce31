import type { OverrideRight } from '../domain/overriding.ts'
import { readDay, saveDay, type DayCounts } from '../store/state.ts'
import type { WriteContext } from '../store/write.ts'
import { dayOf } from './rule-context.ts'
import type { GymSettings } from '../domain/gym-settings.ts'

/** Everything a command knows: the open transaction, the gym's settings, and who asks from where. */
export interface CommandContext extends WriteContext {
  settings: GymSettings
  desk: { id: string; name: string }
  /** The id of the person who asks, or who recorded it at the desk. */
  actor: string
  /** Whether they may override. */
  may: (right: OverrideRight) => boolean
  /** How random secrets are kept. */
  hashOfSecret: (secret: string) => string
  /** True where a desk of ours recorded the command: only then does its own time count. */
  trustsDeskTime: boolean
  newId: () => string
}

/** A desk that says it recorded something longer ago has a wrong clock: no outbox is kept beyond request ids. */
const OLDEST_RECORD_MS = 400 * 24 * 3_600_000

/** When it happened: the desk's time where it counts and can be, never in the future. Milliseconds since 1970 UTC. */
export function occurredAt(context: CommandContext, said: number | undefined): number {
  if (!context.trustsDeskTime || said === undefined || said < context.now - OLDEST_RECORD_MS)
    return context.now
  return Math.min(said, context.now)
}

/** Adds to the counts of the day that `instant` belongs to; today's are in memory, another day's are on disk. */
export async function countOnDay(
  context: CommandContext,
  instant: number,
  change: Partial<DayCounts>,
): Promise<void> {
  const day = dayOf(context, instant)
  if (day === context.counters.day.day) {
    add(context.counters, change)
    return
  }
  const counts = await readDay(context.tx, day)
  add(counts, change)
  await saveDay(context.tx, day, counts)
}

function add(counts: DayCounts, change: Partial<DayCounts>): void {
  counts.checkIns += change.checkIns ?? 0
  counts.endedStays += change.endedStays ?? 0
  counts.stayMs += change.stayMs ?? 0
}
