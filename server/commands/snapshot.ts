import { listPresent } from '../store/event-log.ts'
import type { Counters } from '../store/counters.ts'
import type { WriteContext } from '../store/write.ts'
import { eventPayload, statsPayload, visitPayload } from './payloads.ts'
import type { RecentEvents } from './recent-events.ts'

/** Everyone inside, the numbers and what happened last, at one place in the history. */
export interface Snapshot {
  seq: number
  /** The payload of the `snapshot` frame as UTF-8: of a full house it is megabytes, and many desks may ask for the same. */
  payload: Buffer
}

/** The last snapshot of each group of jobs: whoever else asks in the same turn is sent the same. */
const taken = new WeakMap<Counters, Snapshot>()

/** Reads the building as it is at the head of the history. Runs as a job, so that no command comes in between. */
export async function takeSnapshot(
  context: WriteContext,
  recent: RecentEvents,
  capacity: number | null,
): Promise<Snapshot> {
  const known = taken.get(context.counters)
  if (known?.seq === context.counters.seq) return known
  const snapshot = await readSnapshot(context, recent, capacity)
  taken.set(context.counters, snapshot)
  return snapshot
}

async function readSnapshot(
  context: WriteContext,
  recentEvents: RecentEvents,
  capacity: number | null,
): Promise<Snapshot> {
  const present = (await listPresent(context.tx)).map(visitPayload)
  const stats = statsPayload(context.counters, context.now, capacity)
  const events = await recentEvents.upTo(context)
  const recent = events.map((event) => ({ type: event.type, payload: eventPayload(event) }))
  const { epoch, seq } = context.counters
  return { seq, payload: Buffer.from(JSON.stringify({ present, stats, epoch, seq, recent })) }
}
