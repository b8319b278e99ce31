import { describe, expect, it } from 'vitest'
import type { ChannelLayer } from '../../../server/channel-layer/channel-layer.ts'
import { memoryChannelLayer } from '../../../server/channel-layer/memory.ts'
import { redisChannelLayer } from '../../../server/channel-layer/redis.ts'
import { atEnd } from '../../support/for-whole-file.ts'
import { findRedis, startRedis, type RedisServer } from '../../support/redis/server.ts'

const program = findRedis()

function openOnRedis({ address }: RedisServer, channel = 'test'): ChannelLayer {
  const layer = redisChannelLayer({
    ...{ address, channel, steadyNow: () => performance.now(), changed: () => undefined },
  })
  atEnd(() => layer.close())
  return layer
}

const isUp = (layer: ChannelLayer) => expect.poll(() => layer.health().isUp).toBe(true)

/** What a layer has heard since this was called. */
function heardBy(layer: ChannelLayer): string[] {
  const heard: string[] = []
  layer.subscribe((from) => heard.push(from))
  return heard
}

const LAYERS = [
  ['memory', () => Promise.resolve(memoryChannelLayer(() => performance.now()))],
  ['Redis', async () => openOnRedis(await startRedis(program ?? ''))],
] as const

describe.skipIf(program === null).each(LAYERS)('the channel layer over %s', (_name, open) => {
  it('carries messages in their order to everybody who listens, until they stop', async () => {
    const layer = await open()
    await isUp(layer)
    const [one, other] = [heardBy(layer), [] as string[]]
    const stop = layer.subscribe((from) => other.push(from))
    for (const from of ['a', 'b']) layer.publish(from)
    await expect.poll(() => one).toEqual(['a', 'b'])
    stop()
    layer.publish('c')
    await expect.poll(() => one).toEqual(['a', 'b', 'c'])
    expect(other).toEqual(['a', 'b'])
  })

  it('counts them, and says when the last was heard', async () => {
    const layer = await open()
    await isUp(layer)
    expect(layer.health()).toMatchObject({ published: 0, delivered: 0, lastDeliveryAgeMs: null })
    layer.publish('a')
    await expect.poll(() => layer.health().delivered).toBe(1)
    expect(layer.health()).toMatchObject({ published: 1 })
    expect(layer.health().lastDeliveryAgeMs).toBeGreaterThanOrEqual(0)
  })
})

describe.skipIf(program === null)('the channel layer over Redis', () => {
  it('carries messages to others on its channel and to nobody else', async () => {
    const redis = await startRedis(program ?? '')
    const [one, other, stranger] = [openOnRedis(redis), openOnRedis(redis), openOnRedis(redis, 'elsewhere')]
    for (const layer of [one, other, stranger]) await isUp(layer)
    const [heard, strangers] = [heardBy(other), heardBy(stranger)]
    one.publish('a')
    await expect.poll(() => heard).toEqual(['a'])
    expect(strangers).toEqual([])
  })

  it('keeps nothing of what is said while Redis is away, throws nothing, and goes on when it is back', async () => {
    const redis = await startRedis(program ?? '')
    const layer = openOnRedis(redis)
    await isUp(layer)
    const heard = heardBy(layer)
    await redis.kill()
    await expect.poll(() => layer.health().isUp).toBe(false)
    layer.publish('lost')
    await redis.start()
    await isUp(layer)
    layer.publish('back')
    await expect.poll(() => heard).toEqual(['back'])
  })

  it('goes on after everybody was cut off and all was flushed', async () => {
    const redis = await startRedis(program ?? '')
    const layer = openOnRedis(redis)
    await isUp(layer)
    await redis.ask('FLUSHALL')
    await redis.ask('CLIENT', 'KILL', 'TYPE', 'pubsub')
    await expect.poll(() => layer.health().isUp).toBe(false)
    await isUp(layer)
    const heard = heardBy(layer)
    layer.publish('a')
    await expect.poll(() => heard).toEqual(['a'])
  })
})
