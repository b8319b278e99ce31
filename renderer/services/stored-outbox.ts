import type { StoredCommand, OutboxStorage } from './outbox.ts'
import type { DeskStorage } from './lasting-storage.ts'

/** Keeps a desk's unanswered commands in the browser's storage, one entry a hub. */
export function createOutboxStorage(storage: DeskStorage, hubId: string): OutboxStorage {
  const key = `av-gym-front-desk outbox ${hubId}`
  return {
    load() {
      try {
        return JSON.parse(storage.getItem(key) ?? '[]') as StoredCommand[]
      } catch {
        return []
      }
    },
    save: (commands) => storage.setItem(key, JSON.stringify(commands)),
  }
}
