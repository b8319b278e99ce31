import type { ChannelLayer } from './channel-layer.ts'

/**
 * The channel layer of a hub that is one process: published is delivered, in the same turn. `steadyNow` is a clock in
 * milliseconds that is never set.
 */
export function memoryChannelLayer<Event>(steadyNow: () => number): ChannelLayer<Event> {
  const listeners = new Set<(events: readonly Event[]) => void>()
  let published = 0
  let delivered = 0
  let deliveredAt: number | null = null
  return {
    publish(events) {
      published += events.length
      for (const listener of listeners) listener(events)
      delivered += events.length
      if (events.length > 0) deliveredAt = steadyNow()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: () => ({
      published,
      delivered,
      lastDeliveryAgeMs: deliveredAt === null ? null : steadyNow() - deliveredAt,
    }),
  }
}
