import type { OutboxEntry, OutboxStorage } from '../outbox-entry.ts'

/** What the windows of a desk keep, without a browser. */
export function memoryOutbox(...kept: OutboxEntry[]): OutboxStorage & { entries: Map<string, OutboxEntry> } {
  const entries = new Map(kept.map((entry) => [entry.requestId, entry]))
  return {
    entries,
    load: () => Promise.resolve([...entries.values()]),
    put(entry) {
      entries.set(entry.requestId, entry)
      return Promise.resolve()
    },
    remove(requestIds) {
      for (const requestId of requestIds) entries.delete(requestId)
      return Promise.resolve()
    },
  }
}
