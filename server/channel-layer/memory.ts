import type { ChannelLayer } from './channel-layer.ts'

/**
 * The channel layer of a hub that is alone: published is heard, in the same turn. `steadyNow` is a clock in milliseconds that
 * is never set.
 */
export function memoryChannelLayer(steadyNow: () => number): ChannelLayer {
  const listeners = new Set<(from: string) => void>()
  let published = 0
  let delivered = 0
  let deliveredAt: number | null = null
  return {
    publish(from) {
      published += 1
      for (const listener of listeners) listener(from)
      delivered += 1
      deliveredAt = steadyNow()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: () => ({
      isUp: true,
      published,
      delivered,
      lastDeliveryAgeMs: deliveredAt === null ? null : steadyNow() - deliveredAt,
    }),
    close: () => Promise.resolve(),
  }
}
