import type { ChannelLayer } from './channel-layer.ts'

/** The channel layer of a hub that is one process: published is delivered, in the same turn. */
export function memoryChannelLayer<Event>(): ChannelLayer<Event> {
  const listeners = new Set<(events: readonly Event[]) => void>()
  return {
    publish(events) {
      for (const listener of listeners) listener(events)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
