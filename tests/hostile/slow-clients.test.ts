import { connect } from 'node:net'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { openDesk, openSocket, type TestDesk } from '../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../support/hub/hub.ts'
import { metric } from './support/inside.ts'
import { rawFrame } from './support/raw-frames.ts'
import { openRaw } from './support/raw-socket.ts'

/** Rows 1, 9, 16, 21 and 30 of the catalogue, and what protocol.md says of slow clients: those who take or give little. */

/** The largest note there is: a few hundred of them are more than the system's buffers take. */
const NOTES = '🏋️'.repeat(1_000)

/** Pairs of check-in and check-out between two looks. */
const PAIRS = 25

/** Checks a member in and out with large notes until `isEnough`. */
async function makeNews(hub: TestHub, desk: TestDesk, isEnough: () => Promise<boolean>): Promise<void> {
  const { id } = await addMember(hub)
  while (!(await isEnough())) {
    for (let count = 0; count < PAIRS; count += 1) {
      const { payload } = await desk.ask('check_in', { memberId: id, notes: NOTES })
      await desk.ask('check_out', { checkInId: payload.id, notes: NOTES })
    }
  }
}

const closedWith = (hub: TestHub, code: number) => metric(hub, `frontdesk_closed_total{code="${code}"}`)

describe('a client that stops reading', () => {
  it('is closed with 4408 when over 1 MiB waits for it; the others go on', { timeout: 60_000 }, async () => {
    const hub = await startHub({ limit: ['framesPerSecond=0', 'stalledMs=999999999'] })
    const [stalled, well] = [await openDesk(hub), await openDesk(hub)]
    stalled.socket.pause()
    await makeNews(hub, well, async () => (await closedWith(hub, 4408)) > 0)
    expect(await closedWith(hub, 4408)).toBe(1)
    expect((await well.ask('heartbeat')).type).toBe('heartbeat_ack')
  })

  it('is closed with 4408 when it takes no byte for as long as it may', { timeout: 60_000 }, async () => {
    const hub = await startHub({
      limit: ['framesPerSecond=0', 'stalledMs=2000', 'maxBufferedBytes=999999999'],
    })
    const [stalled, well] = [await openDesk(hub), await openDesk(hub)]
    stalled.socket.pause()
    await makeNews(hub, well, async () => (await metric(hub, 'frontdesk_waiting_bytes{of="max"}')) > 100_000)
    await expect.poll(() => closedWith(hub, 4408), { timeout: 15_000 }).toBe(1)
    expect((await well.ask('heartbeat')).type).toBe('heartbeat_ack')
  })

  it(
    'is not closed for what it asked for, but gets no more of it than 8 MiB',
    { timeout: 60_000 },
    async () => {
      const hub = await startHub({
        limit: ['framesPerSecond=0', 'snapshotsPerMinute=0', 'stalledMs=999999999', 'silentPeerMs=999999999'],
      })
      const asker = await openDesk(hub)
      for (let count = 0; count < 300; count += 1) {
        const { id } = await addMember(hub)
        await asker.ask('check_in', { memberId: id, notes: NOTES })
      }
      asker.socket.pause()
      const waiting = () => metric(hub, 'frontdesk_waiting_bytes{of="max"}')
      const answered = () => metric(hub, 'frontdesk_frames_sent_total{kind="requested"}')
      while ((await waiting()) <= 8 * 1024 * 1024) {
        const before = await answered()
        asker.send({ type: 'snapshot' })
        await expect.poll(answered, { timeout: 5_000, interval: 5 }).toBeGreaterThan(before)
      }
      const full = await waiting()
      asker.send({ type: 'snapshot' })
      asker.socket.resume()
      const refused = await asker.next('error')
      expect(refused.payload).toMatchObject({ code: 'rate_limited', retryAfterMs: 1_000 })
      expect(full).toBeLessThan(16 * 1024 * 1024)
      expect(refused.message).toBe('Read the answers to your requests before sending more.')
      expect((await asker.ask('heartbeat')).type).toBe('heartbeat_ack')
    },
  )
})

describe('what all clients together asked for and have not taken', () => {
  const limit = ['framesPerSecond=0', 'snapshotsPerMinute=0', 'stalledMs=999999999', 'silentPeerMs=999999999']
  const AT_ONCE = 50
  const waitingOf = (hub: TestHub) => metric(hub, 'frontdesk_waiting_bytes{of="max"}')
  const answeredOf = (hub: TestHub) => metric(hub, 'frontdesk_frames_sent_total{kind="requested"}')

  /** Checks so many members in, with large notes. */
  async function crowd(hub: TestHub, desk: TestDesk, members: number): Promise<void> {
    const ids = Array.from({ length: members }, () => uuidv7())
    const body = `id,full_name\n${ids.map((id) => `${id},Member`).join('\n')}\n`
    await hub.fetch('api/v1/members/import', {
      method: 'POST',
      body,
      headers: { 'content-type': 'text/csv' },
    })
    for (let from = 0; from < members; from += AT_ONCE) {
      const some = ids.slice(from, from + AT_ONCE)
      await Promise.all(some.map((memberId) => desk.ask('check_in', { memberId, notes: NOTES })))
    }
  }

  it('is so much: beyond it only who has read everything is answered', { timeout: 60_000 }, async () => {
    const hub = await startHub({ limit: [...limit, 'maxRequestedBytesInAll=65536'] })
    const [silent, reading] = [await openDesk(hub), await openDesk(hub)]
    await crowd(hub, reading, 300)
    silent.socket.pause()
    while ((await waitingOf(hub)) === 0) {
      const before = await answeredOf(hub)
      silent.send({ type: 'snapshot' })
      await expect.poll(() => answeredOf(hub), { timeout: 5_000, interval: 5 }).toBeGreaterThan(before)
    }
    silent.send({ type: 'snapshot' })
    expect((await reading.ask('snapshot')).type).toBe('snapshot')
    silent.socket.resume()
    expect((await silent.next('error')).payload).toMatchObject({ code: 'rate_limited' })
  })

  it(
    'is a page at most of what a desk missed: the next one is made when it was taken',
    { timeout: 60_000 },
    async () => {
      const EVENTS = 2_000
      const hub = await startHub({ limit })
      const busy = await openDesk(hub)
      const { epoch } = (await busy.ask('snapshot')).payload as { epoch: string }
      await crowd(hub, busy, EVENTS)
      const desk = await openDesk(hub)
      const before = await answeredOf(hub)
      desk.socket.pause()
      desk.send({ type: 'authenticate', payload: { resume: { epoch, seq: 0 } } })
      await expect.poll(() => waitingOf(hub)).toBeGreaterThan(0)
      for (let count = 0; count < 20; count += 1) await busy.ask('heartbeat')
      expect((await answeredOf(hub)) - before).toBeLessThan(EVENTS)
      desk.socket.resume()
      expect((await desk.next('resumed')).payload).toMatchObject({ seq: EVENTS, missed: EVENTS })
    },
  )
})

describe('a desk on which nobody has signed in', () => {
  it(
    'goes on from here when it missed a great deal: nothing of it is for its eyes',
    { timeout: 60_000 },
    async () => {
      const hub = await startHub({ limit: ['framesPerSecond=0'] })
      const busy = await openDesk(hub)
      const { epoch } = (await busy.ask('snapshot')).payload as { epoch: string }
      const many = 10_050
      for (let count = 0; count < many; count += 1)
        busy.send({ type: 'scan', payload: { code: `NOBODY-${count}` } })
      await expect.poll(async () => (await busy.ask('heartbeat'))['seq'], { timeout: 40_000 }).toBe(many)
      const desk = await openSocket(hub.ws)
      const deskToken = await deskTokenOf(hub)
      desk.send({ type: 'authenticate', payload: { deskToken, resume: { epoch, seq: 0 } } })
      expect((await desk.next('resumed')).payload).toEqual({ epoch, seq: many, missed: many })
      expect(desk.frames.filter(({ type }) => type === 'event')).toEqual([])
    },
  )
})

describe('a client that gives little', () => {
  it(
    'has five seconds for its headers, whether it drips them or sends nothing',
    { timeout: 40_000 },
    async () => {
      const hub = await startHub()
      const begun = performance.now()
      const [dripping, silent] = await Promise.all([
        hangUpAfter(hub, 'GET / HTTP/1.1\r\nHost: '),
        hangUpAfter(hub, ''),
      ])
      expect(performance.now() - begun).toBeLessThan(15_000)
      expect(dripping).toContain(' 408 ')
      expect(silent).toMatch(/^(|.* 408 [^]*)$/)
    },
  )

  it('and never ends its fragment is dropped like any that is silent', { timeout: 40_000 }, async () => {
    const hub = await startHub({ limit: ['silentPeerMs=2000', 'pingIntervalMs=1000'] })
    const raw = await openRaw(hub, { path: `/ws/checkins/?token=${await hub.token()}` })
    raw.write(rawFrame({ payload: 'a long message', fin: false }).subarray(0, -1))
    expect(await raw.closed).toBeNull()
  })

  it('and never signs in hears one thing, its goodbye', { timeout: 40_000 }, async () => {
    const hub = await startHub()
    const raw = await openRaw(hub)
    expect(await raw.closed).toBe(4001)
    expect(raw.frames).toHaveLength(1)
  })
})

/** What the hub says to the beginning of a request until it hangs up. */
function hangUpAfter(hub: TestHub, beginning: string): Promise<string> {
  const { hostname, port } = new URL(hub.http)
  const connection = connect({ host: hostname, port: Number(port) })
  let text = ''
  connection.on('data', (data: Buffer) => (text += data.toString()))
  connection.write(beginning)
  return new Promise((resolve) => connection.once('close', () => resolve(text)))
}

async function deskTokenOf(hub: TestHub): Promise<string> {
  const { address } = (await (
    await hub.fetch('api/v1/links', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'viewer', name: '' }),
    })
  ).json()) as { address: string }
  const code = new URL(address).hash.replace('#signin=', '')
  const signedIn = await fetch(new URL('api/v1/token', hub.http), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  return ((await signedIn.json()) as { deskToken: string }).deskToken
}
