import type { KeptCommand, Outbox } from './commands.ts'
import type { DeskStorage } from './lasting-storage.ts'

/** Keeps a desk's unanswered commands in the browser's storage, one entry a hub. */
export function storedOutbox(storage: DeskStorage, hubId: string): Outbox {
  const key = `av-gym-front-desk outbox ${hubId}`
  return {
    load() {
      try {
        return JSON.parse(storage.getItem(key) ?? '[]') as KeptCommand[]
      } catch {
        return []
      }
    },
    save: (commands) => storage.setItem(key, JSON.stringify(commands)),
  }
}
