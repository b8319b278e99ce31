import type { Db } from '../store/database.ts'
import { readEventsAfter, type NamedEvent } from '../store/event-log.ts'

/** Events in one go: enough for a lunch break, few enough that a live scan waits no longer than a blink. */
export const RESUME_PAGE_EVENTS = 500

/** The next events that a desk missed, oldest first; fewer than a page where they end. */
export async function readMissedEvents(db: Db, afterSeq: number): Promise<NamedEvent[]> {
  return readEventsAfter(db, afterSeq, RESUME_PAGE_EVENTS)
}
