import { MAX_RECENT_EVENTS } from '../protocol/limits.ts'
import { RECENT_TYPES } from '../protocol/server-frames.ts'
import { readEventsAfter, readLastEvents, type NamedEvent } from '../store/event-log.ts'
import type { OpenedStore } from '../store/store.ts'
import type { WriteContext } from '../store/write.ts'

/** What happened last at all desks. In memory: after an import it lies far back in the log. */
export interface RecentEvents {
  /** Up to where the open transaction stands, oldest first. */
  upTo: (context: Pick<WriteContext, 'tx' | 'counters'>) => Promise<readonly NamedEvent[]>
}

interface RecentParts {
  store: Pick<OpenedStore, 'db'>
  /** Where the history stands, and how what comes next is heard. */
  feed: { readonly last: number; subscribe: (listener: (events: readonly NamedEvent[]) => void) => unknown }
}

/** Reads what there is, and goes on with each commit. */
export async function openRecentEvents({ store, feed }: RecentParts): Promise<RecentEvents> {
  let recent: readonly NamedEvent[] = await readLastEvents(store.db, RECENT_TYPES, MAX_RECENT_EVENTS)
  let last = feed.last
  const withNext = (events: readonly NamedEvent[]): readonly NamedEvent[] =>
    [...recent, ...events.filter(isRecent).filter(({ seq }) => seq > (recent.at(-1)?.seq ?? 0))].slice(
      -MAX_RECENT_EVENTS,
    )
  feed.subscribe((events) => {
    if (events.length === 0) return
    recent = withNext(events)
    last = events.at(-1)?.seq ?? last
  })
  return {
    async upTo({ tx, counters }) {
      const missing = counters.seq - last
      return missing > 0 ? withNext(await readEventsAfter(tx, last, missing)) : recent
    },
  }
}

function isRecent({ type }: NamedEvent): boolean {
  return RECENT_TYPES.some((recent) => recent === type)
}
