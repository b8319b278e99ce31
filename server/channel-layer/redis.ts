import { Redis, type RedisOptions } from 'ioredis'
import type { ChannelLayer } from './channel-layer.ts'

/** The first wait before connecting anew, and the longest: Redis only makes things sooner, so nobody waits for it. */
const RETRY_MS = 100
const LONGEST_RETRY_MS = 2_000

const CONNECT_TIMEOUT_MS = 3_000

/** For so long is waited for Redis to say that it has taken a message. */
const COMMAND_TIMEOUT_MS = 1_000

/** What cannot be sent now is not kept: by the time Redis is back the others have read it from the log. */
const OPTIONS = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  connectTimeout: CONNECT_TIMEOUT_MS,
  retryStrategy: (attempts: number) => Math.min(attempts * RETRY_MS, LONGEST_RETRY_MS),
} satisfies RedisOptions

interface RedisParts {
  /** Such as redis://host:6379. */
  address: string
  /** Hubs on one database share a channel; those on another one have another. */
  channel: string
  /** A clock in milliseconds that is never set. */
  steadyNow: () => number
  /** Told when the way to Redis is there, and when it is not any more. */
  changed: (isUp: boolean, why: string) => void
}

/** The channel layer of hubs that share a database, over Redis: what is said while Redis is away is lost, and said nowhere else. */
export function redisChannelLayer(parts: RedisParts): ChannelLayer {
  const { channel, steadyNow } = parts
  const listeners = new Set<(from: string) => void>()
  let [published, delivered] = [0, 0]
  let deliveredAt: number | null = null
  const line = connect(parts, (from) => {
    delivered += 1
    deliveredAt = steadyNow()
    for (const listener of listeners) listener(from)
  })
  return {
    publish(from) {
      if (line.publisher.status !== 'ready') return
      published += 1
      line.publisher.publish(channel, from).catch(line.failed)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    health: () => ({
      isUp: line.isUp(),
      published,
      delivered,
      lastDeliveryAgeMs: deliveredAt === null ? null : steadyNow() - deliveredAt,
    }),
    close() {
      line.disconnect()
      return Promise.resolve()
    },
  }
}

interface Line {
  publisher: Redis
  isUp: () => boolean
  /** Says why it may be down. */
  failed: (error: unknown) => void
  disconnect: () => void
}

/** One connection that publishes and one that listens, each made anew by itself. */
function connect(
  { address, channel, changed }: Pick<RedisParts, 'address' | 'channel' | 'changed'>,
  heard: (text: string) => void,
): Line {
  const publisher = new Redis(address, { ...OPTIONS, commandTimeout: COMMAND_TIMEOUT_MS })
  const subscriber = new Redis(address, { ...OPTIONS, autoResubscribe: false })
  const clients = [publisher, subscriber]
  let [isSubscribed, wasUp, why] = [false, false, '']
  const isUp = (): boolean => isSubscribed && publisher.status === 'ready'
  const look = (): void => {
    if (isUp() === wasUp) return
    wasUp = !wasUp
    changed(wasUp, why)
  }
  const failed = (error: unknown): void => {
    why = error instanceof Error ? error.message : String(error)
    look()
  }
  for (const client of clients) client.on('error', failed)
  publisher.on('ready', look).on('close', look)
  subscriber.on('ready', () => {
    subscriber.subscribe(channel).then(() => {
      isSubscribed = true
      look()
    }, failed)
  })
  subscriber.on('close', () => {
    isSubscribed = false
    look()
  })
  subscriber.on('message', (_channel: string, text: string) => heard(text))
  return { publisher, isUp, failed, disconnect: () => clients.forEach((client) => client.disconnect()) }
}
