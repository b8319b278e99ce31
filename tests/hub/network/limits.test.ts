import { describe, expect, it } from 'vitest'
import { DEFAULT_LIMITS } from '../../../server/settings/limits.ts'
import { openDesk, openSocket } from '../../support/client/desk.ts'
import { holdTime } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { exchange } from '../../hostile/support/exchange.ts'
import { metric } from '../../hostile/support/inside.ts'
import { OPCODE, rawFrame } from '../../hostile/support/raw-frames.ts'
import { openRaw, upgradeRequest } from '../../hostile/support/raw-socket.ts'

const ELSEWHERE = '127.0.0.2'

const isNumbers = ({ payload }: { payload: Buffer }): boolean => payload.includes('initial_stats')

const statusOf = async (hub: TestHub, from?: string): Promise<number | undefined> =>
  (await exchange(hub, upgradeRequest(hub.http, {}), from)).statuses[0]

describe('sockets', () => {
  it('are so many in all: one more is told when to come again, wherever it comes from', async () => {
    const hub = await startHub({ limit: ['sockets=2'] })
    const [first] = [await openDesk(hub), await openDesk(hub)]
    const { text, statuses } = await exchange(hub, upgradeRequest(hub.http, {}), ELSEWHERE)
    expect(statuses).toEqual([503])
    expect(text).toMatch(/Retry-After: \d+\r\n/)
    first.socket.close()
    await expect.poll(() => statusOf(hub, ELSEWHERE)).toBe(101)
  })

  it('of one address are so many after sign-in too; those of another are as welcome as before', async () => {
    const hub = await startHub({ limit: ['socketsPerAddress=2'] })
    for (let count = 0; count < 2; count += 1) await openDesk(hub)
    expect(await statusOf(hub)).toBe(503)
    expect(await statusOf(hub, ELSEWHERE)).toBe(101)
  })

  it('behind a named proxy are counted by the address it forwards', async () => {
    const hub = await startHub({ 'behind-proxy': ['127.0.0.1'], limit: ['socketsPerAddress=1'] })
    const forwarded = (address: string) => ({ headers: { 'x-forwarded-for': address } })
    const address = `${hub.ws}?token=${await hub.token()}`
    const desk = await openSocket(address, forwarded('198.51.100.1'))
    await desk.next('initial_stats')
    await expect(openSocket(address, forwarded('198.51.100.1'))).rejects.toThrow('503')
    await openSocket(address, forwarded('198.51.100.2'))
  })
})

describe('connections', () => {
  it('of one peer are so many; the next one is cut, and another peer is heard', async () => {
    const hub = await startHub({ limit: ['connectionsPerAddress=3'] })
    const desks = [await openRaw(hub), await openRaw(hub), await openRaw(hub)]
    expect((await exchange(hub, upgradeRequest(hub.http, {}))).statuses).toEqual([])
    expect(await statusOf(hub, ELSEWHERE)).toBe(101)
    desks[0]!.connection.destroy()
    await expect.poll(() => statusOf(hub)).toBe(101)
  })

  it('are so many in all', async () => {
    const hub = await startHub({ limit: ['connections=2'] })
    const token = await hub.token()
    const path = `/ws/checkins/?token=${token}`
    await (await openRaw(hub, { from: '127.0.0.3', path })).next(isNumbers)
    await (await openRaw(hub, { from: '127.0.0.4', path })).next(isNumbers)
    expect((await exchange(hub, upgradeRequest(hub.http, {}), ELSEWHERE)).statuses).toEqual([])
  })

  it('of a named proxy are bounded by all alone: it has many clients', async () => {
    const hub = await startHub({ 'behind-proxy': ['127.0.0.1'], limit: ['connectionsPerAddress=1'] })
    await openRaw(hub)
    await openRaw(hub)
  })

  it('are cut when an upgrade is refused, also where the client does not hang up', async () => {
    const hub = await startHub({ limit: ['connectionsPerAddress=1'] })
    const raw = await openRaw(hub, { headers: { Host: 'evil.example' }, holdsOn: true })
    expect(raw.head).toContain(' 403 ')
    await expect.poll(() => statusOf(hub)).toBe(101)
  })
})

describe('pings and pongs', () => {
  it.each([
    ['pings', OPCODE.ping],
    ['pongs', OPCODE.pong],
  ])('count as frames: a flood of %s is closed with 4429, before sign-in too', async (_what, opcode) => {
    const hub = await startHub()
    const raw = await openRaw(hub)
    raw.write(Buffer.concat(Array.from({ length: 400 }, () => rawFrame({ opcode, payload: 'x' }))))
    await raw.next((frame) => frame.opcode === OPCODE.close)
    expect(raw.frames.at(-1)!.payload.readUInt16BE(0)).toBe(4429)
    const pongs = raw.frames.filter((frame) => frame.opcode === OPCODE.pong)
    expect(pongs.length).toBeLessThan(opcode === OPCODE.ping ? 100 : 1)
  })
})

describe('a client that breaks the WebSocket protocol', () => {
  it('and does not hang up after the goodbye is cut within seconds', async () => {
    const hub = await startHub()
    const raw = await openRaw(hub, { path: `/ws/checkins/?token=${await hub.token()}`, holdsOn: true })
    await raw.next(({ payload }) => payload.includes('initial_stats'))
    raw.write(rawFrame({ opcode: 3 }))
    await raw.next((frame) => frame.opcode === OPCODE.close)
    await expect.poll(() => metric(hub, 'frontdesk_connections')).toBe(0)
  })
})

describe('resumes', () => {
  it('are twelve a minute; one more is refused and changes nothing', async () => {
    const hub = await startHub({}, holdTime())
    const desk = await openDesk(hub)
    const { epoch } = (await desk.ask('snapshot')).payload as { epoch: string }
    const resume = () => desk.send({ type: 'authenticate', payload: { resume: { epoch, seq: 0 } } })
    for (let count = 0; count < 12; count += 1) {
      resume()
      await desk.next('resumed')
    }
    resume()
    const { payload } = await desk.next('error')
    expect(payload).toMatchObject({ code: 'rate_limited', retryable: true, details: { retryAfterMs: 5_000 } })
    expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
  })
})

describe('a batch', () => {
  it('costs as many frames as it has commands: beyond the rate none of it is done', async () => {
    const hub = await startHub({ limit: ['burstFrames=20'] }, holdTime())
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    // The sign-in was the first of the twenty.
    const items = Array.from({ length: 20 }, () => ({ memberId: sofia.id }))
    desk.send({ type: 'batch', batches: { check_in: items } })
    expect((await desk.next('error')).payload).toMatchObject({ code: 'rate_limited' })
    const { payload } = await desk.ask('snapshot')
    expect(payload).toMatchObject({ seq: 0, present: [] })
  })
})

describe('a body of tokens and names', () => {
  it('has ten seconds: the largest comes in them at 2 KB a second, and no stranger holds a place for the minute of any other request', () => {
    expect(DEFAULT_LIMITS).toMatchObject({ smallBodyMs: 10_000, maxBodyBytes: 16 * 1024 })
  })
})

describe('a body that says it is larger than a members file may be', () => {
  it('is refused before it is sent', async () => {
    const hub = await startHub()
    const lines = [
      'POST /api/v1/members/import HTTP/1.1',
      `Host: ${new URL(hub.http).host}`,
      `Authorization: Bearer ${await hub.token('manager')}`,
      'Content-Type: text/csv',
      `Content-Length: ${DEFAULT_LIMITS.maxMembersFileBytes + 1}`,
    ]
    expect((await exchange(hub, `${lines.join('\r\n')}\r\n\r\n`)).statuses).toEqual([413])
  })
})
