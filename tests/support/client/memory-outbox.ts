import type { OutboxEntry, OutboxStorage } from '../../../renderer/services/outbox-entry.ts'

/** A desk's storage as it is there after a reload. */
export function memoryOutbox(): OutboxStorage & { entries: Map<string, OutboxEntry> } {
  const entries = new Map<string, OutboxEntry>()
  return {
    entries,
    load: () =>
      Promise.resolve([...entries.values()].sort((one, other) => (one.requestId < other.requestId ? -1 : 1))),
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
