import { describe, expect, it } from 'vitest'
import { openDesk, openSocket } from '../support/desk.ts'
import { startHub, type TestHub } from '../support/hub.ts'

/** A clock beside the real one that a test sets by as much as it likes. */
function settableClock(real: () => number): { read: () => number; set: (byMs: number) => void } {
  let offset = 0
  return { read: () => real() + offset, set: (byMs) => (offset += byMs) }
}

const HOUR_MS = 3_600_000

describe('a PC’s clock', () => {
  it.each([
    ['back', -3 * HOUR_MS],
    ['forth', 3 * HOUR_MS],
  ])('that is set %s by three hours ends no socket, and moves no rate', async (_way, byMs) => {
    const clock = settableClock(Date.now)
    const hub = await startHub({ limit: ['burstFrames=5', 'snapshotsPerMinute=1'] }, { now: clock.read })
    const desk = await openDesk(hub)
    expect((await desk.ask('snapshot')).type).toBe('snapshot')
    clock.set(byMs)
    const refused = await desk.ask('snapshot')
    expect(refused.payload.code).toBe('rate_limited')
    expect(refused.payload.retryAfterMs).toBeLessThanOrEqual(60_000)
    expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
    expect(desk.socket.readyState).toBe(desk.socket.OPEN)
  })

  it('that is set back does not lengthen the time to sign in', async () => {
    const clock = settableClock(Date.now)
    const hub = await startHub({ limit: ['signInTimeoutMs=1000'] }, { now: clock.read })
    const desk = await openSocket(hub.ws)
    clock.set(-3 * HOUR_MS)
    expect(await desk.closed).toMatchObject({ code: 4001 })
  })
})

describe('a peer', () => {
  const live = async (hub: TestHub): Promise<number> =>
    ((await (await hub.fetch('readyz')).json()) as { sessions: number }).sessions

  it('that is silent for longer than it may is dropped, and one that answers pings is not', async () => {
    // The longest that a sweep does not take for a PC that slept: a machine that stalls is not a silent peer.
    const hub = await startHub({ limit: ['silentPeerMs=3900', 'pingIntervalMs=300'] })
    const [silent, well] = [await openDesk(hub), await openDesk(hub)]
    silent.socket.pause()
    await expect.poll(() => live(hub)).toBe(1)
    expect((await well.ask('heartbeat')).type).toBe('heartbeat_ack')
  })

  it('is not held silent for the time that this PC slept', async () => {
    const clock = settableClock(() => performance.now())
    let looks = 0
    const hub = await startHub({}, { steadyNow: () => (looks += 1) && clock.read() })
    const desk = await openDesk(hub)
    clock.set(8 * HOUR_MS)
    const before = looks
    await expect.poll(() => looks - before).toBeGreaterThan(2)
    expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
  })
})
