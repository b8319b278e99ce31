import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { holdTime } from '../../support/hub/held-time.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'

const HOUR_MS = 3_600_000

describe('a PC’s clock', () => {
  it.each([
    ['back', -3 * HOUR_MS],
    ['forth', 3 * HOUR_MS],
  ])('that is set %s by three hours ends no socket, and moves no rate', async (_way, byMs) => {
    const time = holdTime()
    const hub = await startHub({ limit: ['burstFrames=5', 'snapshotsPerMinute=1'] }, time)
    const desk = await openDesk(hub)
    expect((await desk.ask('snapshot')).type).toBe('snapshot')
    time.set(time.now() + byMs)
    time.look()
    const refused = await desk.ask('snapshot')
    expect(refused.payload.code).toBe('rate_limited')
    expect(refused.payload.retryAfterMs).toBe(60_000)
    expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
    expect(desk.socket.readyState).toBe(desk.socket.OPEN)
  })

  it('that is set back does not lengthen the time to sign in', async () => {
    const time = holdTime()
    const hub = await startHub({}, time)
    const desk = await openSocket(hub.ws)
    time.set(time.now() - 3 * HOUR_MS)
    time.pass(5_000)
    expect(await desk.closed).toMatchObject({ code: 4001 })
  })
})

describe('a peer', () => {
  const live = async (hub: TestHub): Promise<number> =>
    ((await (await hub.fetch('readyz')).json()) as { sessions: number }).sessions

  it('that is silent for longer than it may is dropped, and one that answers pings is not', async () => {
    const time = holdTime()
    const hub = await startHub({}, time)
    const [silent, well] = [await openDesk(hub), await openDesk(hub)]
    silent.socket.pause()
    for (let ping = 0; ping < 2; ping += 1) {
      const pinged = once(well.socket, 'ping')
      time.pass(10_000)
      await pinged
      // The pong is on its way before the question is.
      expect(await live(hub)).toBe(2)
    }
    time.pass(1_000)
    expect(await live(hub)).toBe(1)
  })

  it('is not held silent for the time that this PC slept', async () => {
    const time = holdTime()
    const hub = await startHub({}, time)
    const desk = await openDesk(hub)
    time.sleep(8 * HOUR_MS)
    time.pass(5_000)
    expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
  })

  it('that was about to sign in before a pause is sent to look for a hub anew', async () => {
    const time = holdTime()
    const hub = await startHub({}, time)
    const waiting = await openSocket(hub.ws)
    time.sleep(5_000)
    time.pass(1_000)
    expect(await waiting.closed).toMatchObject({ code: 1001 })
  })
})
