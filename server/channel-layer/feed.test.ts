import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFeed } from './feed.ts'

const eventsFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ seq: first + at }))

/** A feed over a log that grows, and what it has given out. */
function feedOver(log: { seq: number }[], pageSize = 3) {
  const given: number[] = []
  const failures: unknown[] = []
  let isBroken = false
  const readAfter = async (seq: number) => {
    await Promise.resolve()
    if (isBroken) throw new Error('as planned')
    return log.filter((event) => event.seq > seq).slice(0, pageSize)
  }
  const feed = createFeed<{ seq: number }>({ from: 0, readAfter, failed: (error) => failures.push(error) })
  feed.subscribe((events) => given.push(...events.map(({ seq }) => seq)))
  return { feed, given, failures, setBroken: (is: boolean) => (isBroken = is) }
}

const settled = () => new Promise((resolve) => setImmediate(resolve))

describe('a feed', () => {
  it('gives out what is next at once, and nothing twice', () => {
    const { feed, given } = feedOver([])
    feed.take(eventsFrom(1, 2))
    feed.take(eventsFrom(2, 2))
    feed.take(eventsFrom(1, 3))
    expect(given).toEqual([1, 2, 3])
  })

  it('reads from the log what is missing before an event, page by page', async () => {
    const log = eventsFrom(1, 8)
    const { feed, given } = feedOver(log)
    feed.take([{ seq: 8 }])
    expect(given).toEqual([])
    await expect.poll(() => given).toEqual(log.map(({ seq }) => seq))
  })

  it('tells of a commit without events, so that answers go out', () => {
    const { feed } = feedOver([])
    const told: number[] = []
    feed.subscribe((events) => told.push(events.length))
    feed.take([])
    feed.take([{ seq: 5 }])
    expect(told).toEqual([0, 0])
  })

  it('goes on where the log could not be read for a while', async () => {
    const { feed, given, failures, setBroken } = feedOver(eventsFrom(1, 2))
    setBroken(true)
    feed.reach(2)
    await expect.poll(() => failures).toHaveLength(1)
    setBroken(false)
    feed.reach(2)
    await expect.poll(() => given).toEqual([1, 2])
  })

  it('waits for the next who says so where the log has not come as far', async () => {
    const log = eventsFrom(1, 1)
    const { feed, given } = feedOver(log)
    feed.reach(3)
    await expect.poll(() => given).toEqual([1])
    log.push(...eventsFrom(2, 2))
    feed.reach(3)
    await expect.poll(() => given).toEqual([1, 2, 3])
  })

  it('gives out each event once and in order, whichever messages are lost, late or doubled', async () => {
    const message = fc.record({
      first: fc.integer({ min: 1, max: 20 }),
      count: fc.nat({ max: 4 }),
      isHead: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(message, { maxLength: 25 }), async (messages) => {
        const log = eventsFrom(1, 24)
        const { feed, given } = feedOver(log, 4)
        for (const { first, count, isHead } of messages) {
          if (isHead) feed.reach(first)
          else feed.take(eventsFrom(first, count))
          if (count === 0) await settled()
        }
        feed.reach(24)
        while (given.length < 24) await settled()
        expect(given).toEqual(log.map(({ seq }) => seq))
      }),
    )
  })
})
