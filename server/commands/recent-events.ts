import { MAX_RECENT_EVENTS } from '../protocol/limits.ts'
import { RECENT_TYPES } from '../protocol/server-frames.ts'
import type { Db } from '../store/database.ts'
import { readEventsAfter, readLastEvents, type NamedEvent } from '../store/event-log.ts'
import type { WriteContext } from '../store/write.ts'

/** What happened last at all desks. In memory: after an import it lies far back in the log. */
export interface RecentEvents {
  /** To be told of every commit. */
  committed: (events: readonly NamedEvent[]) => void
  /** Up to where the open transaction stands, oldest first. */
  upTo: (context: Pick<WriteContext, 'tx' | 'counters'>) => Promise<readonly NamedEvent[]>
}

/** Reads what there is of a history that ends with `seq`. */
export async function openRecentEvents(db: Db, seq: number): Promise<RecentEvents> {
  let last = seq
  let recent: readonly NamedEvent[] = await readLastEvents(db, RECENT_TYPES, MAX_RECENT_EVENTS)
  const withNext = (events: readonly NamedEvent[]): readonly NamedEvent[] =>
    [...recent, ...events.filter(isRecent)].slice(-MAX_RECENT_EVENTS)
  return {
    committed(events) {
      if (events.length === 0) return
      recent = withNext(events)
      last = events.at(-1)?.seq ?? last
    },
    async upTo({ tx, counters }) {
      const missing = counters.seq - last
      return missing > 0 ? withNext(await readEventsAfter(tx, last, missing)) : recent
    },
  }
}

function isRecent({ type }: NamedEvent): boolean {
  return RECENT_TYPES.some((recent) => recent === type)
}
