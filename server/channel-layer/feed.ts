/** Something that has its place in the history: 1 for the first, and none is left out. */
interface Numbered {
  seq: number
}

interface FeedParts<Event> {
  /** The last event that has been given out already. */
  from: number
  /** Reads the events after one of them, in order, from the log; fewer than it could where they end. */
  readAfter: (seq: number) => Promise<readonly Event[]>
  /** Told of a log that could not be read: it is read again when somebody says that there is more. */
  failed: (error: unknown) => void
}

/** Gives out events in the order of the history, each once, in whatever order and however often they come in. */
export interface Feed<Event> {
  /** Events that follow each other, from wherever they are heard of. */
  take: (events: readonly Event[]) => void
  /** The log has come as far as this. */
  reach: (seq: number) => void
  /** Calls `listener` with what comes next from now on. With nothing at all, where something was committed that is no event. */
  subscribe: (listener: (events: readonly Event[]) => void) => () => void
  /** The last event that was given out. */
  readonly last: number
}

/**
 * What is the next in turn goes out at once. Where something is missing before it, e.g. because another hub has written it and
 * the message is late or lost, all of it is read from the log: that is the truth, messages are only sooner.
 */
export function createFeed<Event extends Numbered>({
  from,
  readAfter,
  failed,
}: FeedParts<Event>): Feed<Event> {
  const listeners = new Set<(events: readonly Event[]) => void>()
  let last = from
  let known = from
  let isReading = false

  const give = (events: readonly Event[]): void => {
    last = events.at(-1)?.seq ?? last
    for (const listener of listeners) listener(events)
  }
  const readMissing = async (): Promise<void> => {
    isReading = true
    try {
      while (known > last) {
        const before = last
        const read = await readAfter(before)
        // Some of them may have come in meanwhile, and some be newer than the numbers that are known.
        const news = read.filter(({ seq }) => seq > last && seq <= known)
        if (news[0]?.seq === last + 1) give(news)
        else if (last === before) return
      }
    } catch (error) {
      failed(error)
    } finally {
      isReading = false
    }
  }
  const reach = (seq: number): void => {
    known = Math.max(known, seq)
    if (known > last && !isReading) void readMissing()
  }
  return {
    reach,
    take(events) {
      const news = events.filter(({ seq }) => seq > last)
      if (events.length > 0 && news.length === 0) return
      if (news.length === 0 || news[0]?.seq === last + 1) {
        give(news)
        return
      }
      // Whoever waits for an answer has it now; what happened comes in its turn.
      give([])
      reach(news.at(-1)?.seq ?? last)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    get last() {
      return last
    },
  }
}
