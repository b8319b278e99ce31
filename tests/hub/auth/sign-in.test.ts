import jwt from 'jsonwebtoken'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { goodbye, openDesk, openSocket } from '../../support/client/desk.ts'
import { holdTime, never } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'

const post = (hub: TestHub, path: string, body: object) =>
  fetch(new URL(path, hub.http), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

async function codeOf(hub: TestHub, role = 'receptionist'): Promise<string> {
  const response = await hub.fetch('api/v1/links', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role, name: 'Maria K.' }),
  })
  return ((await response.json()) as { code: string }).code
}

const TUESDAY_NOON = Date.parse('2026-11-24T12:00:00Z')
const HOUR_MS = 3_600_000

describe('signing in on the socket', () => {
  it('with a token is answered, then come the numbers; the answer says who and what the limits are', async () => {
    const hub = await startHub()
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { token: await hub.token('manager') } })
    const success = await desk.next('authentication_success')
    expect(success).toMatchObject({
      message: 'Successfully authenticated',
      payload: {
        role: 'manager',
        name: 'Test',
        protocol: 1,
        limits: { framesPerSecond: 20, burstFrames: 60 },
      },
    })
    expect((await desk.next('initial_stats')).payload).toMatchObject({
      currentlyIn: 0,
      todayTotal: 0,
      averageStayMinutes: 0,
      seq: 0,
    })
  })

  it('with a token in the address needs no frame: the numbers come first', async () => {
    const hub = await startHub()
    const desk = await openSocket(`${hub.ws}?token=${await hub.token()}`)
    await desk.next('initial_stats')
    expect(desk.frames[0]!.type).toBe('initial_stats')
  })

  it('works at the address without its last slash', async () => {
    const hub = await startHub()
    const desk = await openSocket(`${hub.ws.slice(0, -1)}?token=${await hub.token()}`)
    await desk.next('initial_stats')
  })

  it('is needed for all but heartbeat and ping', async () => {
    const hub = await startHub()
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'heartbeat' })
    expect(await desk.next('heartbeat_ack')).not.toHaveProperty('seq')
    desk.send({ type: 'ping' })
    await desk.next('pong')
    for (const type of ['check_in', 'check_out', 'scan', 'snapshot', 'open_door']) {
      desk.send({ type, payload: {} })
      expect(await desk.next('error')).toMatchObject({
        message: 'Authentication required',
        payload: { code: 'not_authenticated' },
      })
    }
  })

  it('has five seconds', async () => {
    const time = holdTime()
    const hub = await startHub({}, time)
    const desk = await openSocket(hub.ws)
    time.pass(4_999)
    time.look()
    expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
    time.pass(1)
    expect(await goodbye(desk)).toMatchObject({ code: 4001 })
  })

  it('comes again on a live socket to renew or to name the desk; a refusal there changes nothing', async () => {
    const hub = await startHub()
    const desk = await openDesk(hub)
    const bad = await desk.ask('authenticate', { token: 'nonsense' })
    expect(bad).toMatchObject({ type: 'error', payload: { code: 'authentication_failed' } })
    const named = await desk.ask('authenticate', { deskName: 'Main entrance' })
    expect(named).toMatchObject({ type: 'authentication_success', payload: { role: 'receptionist' } })
    const renewed = await desk.ask('authenticate', { token: await hub.token('viewer') })
    expect(renewed.payload.role).toBe('viewer')
    const sofia = await addMember(hub)
    expect((await desk.ask('check_in', { memberId: sofia.id })).payload.code).toBe('forbidden')
  })

  it('is warned of a minute before the token ends, and closed with 4001 when it has', async () => {
    const time = holdTime(TUESDAY_NOON)
    const hub = await startHub({}, time)
    const secret = readFileSync(join(hub.folder, 'jwt-secret'), 'utf8')
    const endsAt = TUESDAY_NOON + HOUR_MS
    const token = jwt.sign({ sub: '1', role: 'viewer', exp: endsAt / 1000 }, secret, { noTimestamp: true })
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { token } })
    await desk.next('initial_stats')
    const types = async (at: number): Promise<string[]> => {
      const seen = desk.frames.length
      time.set(at)
      time.look()
      await desk.ask('heartbeat')
      return desk.frames.slice(seen).map(({ type }) => type)
    }
    expect(await types(endsAt - 60_001)).toEqual(['heartbeat_ack'])
    expect(await types(endsAt - 60_000)).toEqual(['token_expiring', 'heartbeat_ack'])
    expect(desk.frames.at(-2)?.payload).toEqual({ expiresAt: new Date(endsAt).toISOString() })
    expect(await types(endsAt - 1)).toEqual(['heartbeat_ack'])
    time.set(endsAt)
    time.look()
    expect(await goodbye(desk)).toEqual({ code: 4001, reason: 'token_expired' })
  })
})

describe('a token', () => {
  const bad: [what: string, make: (secret: string) => string, code?: string][] = [
    ['of nobody', () => 'nonsense'],
    ['unsigned', () => jwt.sign({ sub: '1', role: 'viewer' }, '', { algorithm: 'none', expiresIn: 60 })],
    [
      'signed with another secret',
      () => jwt.sign({ sub: '1', role: 'viewer' }, 'x'.repeat(43), { expiresIn: 60 }),
    ],
    [
      'signed with another algorithm',
      (secret) => jwt.sign({ sub: '1', role: 'viewer' }, secret, { algorithm: 'HS512', expiresIn: 60 }),
    ],
    ['without an end', (secret) => jwt.sign({ sub: '1', role: 'viewer' }, secret)],
    ['without a person', (secret) => jwt.sign({ role: 'manager' }, secret, { expiresIn: 60 })],
    [
      'for refreshing',
      (secret) => jwt.sign({ sub: '1', role: 'viewer', token_type: 'refresh' }, secret, { expiresIn: 60 }),
    ],
    ['of a text', (secret) => jwt.sign('manager', secret)],
    [
      'of an end that is text',
      (secret) =>
        jwt
          .sign({ sub: '1' }, secret, { expiresIn: 60 })
          .replace(/\.[^.]+\./, `.${btoa('{"sub":"1","exp":"9999999999"}')}.`),
    ],
    [
      'not valid yet',
      (secret) => jwt.sign({ sub: '1', role: 'viewer' }, secret, { expiresIn: 60, notBefore: 30 }),
    ],
    [
      'that has expired',
      (secret) => jwt.sign({ sub: '1', role: 'viewer', exp: 1_000_000_000 }, secret),
      'token_expired',
    ],
  ]

  const shared = sharedHub()

  it.each(bad)(
    '%s is refused and closed with 4001, in a frame and in the address',
    async (_what, make, code) => {
      const hub = shared()
      const token = make(readFileSync(join(hub.folder, 'jwt-secret'), 'utf8'))
      const desk = await openSocket(hub.ws)
      desk.send({ type: 'authenticate', payload: { token } })
      const refused = await desk.next('error')
      expect(refused.payload.code).toBe(code ?? 'authentication_failed')
      expect((await desk.closed).code).toBe(4001)
      const byAddress = await openSocket(`${hub.ws}?token=${encodeURIComponent(token)}`)
      expect((await byAddress.closed).code).toBe(4001)
    },
  )
})

describe('a sign-in link', () => {
  it('signs one desk in, once, and gives it a credential of its own', async () => {
    const hub = await startHub()
    const code = await codeOf(hub)
    const response = await post(hub, 'api/v1/token', { code: code.toLowerCase(), deskName: 'Desk 2' })
    const signedIn = (await response.json()) as {
      access: string
      deskToken: string
      role: string
      name: string
    }
    expect(signedIn).toMatchObject({ role: 'receptionist', name: 'Maria K.' })
    expect((await post(hub, 'api/v1/token', { code })).status).toBe(401)

    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { token: signedIn.access, deskToken: signedIn.deskToken } })
    await desk.next('initial_stats')
    const sofia = await addMember(hub)
    const reply = await desk.ask('check_in', { memberId: sofia.id, occurredAt: '2026-01-02T03:04:05.000Z' })
    expect(reply.payload).toMatchObject({
      check_in_time: '2026-01-02T03:04:05.000Z',
      desk: { name: 'Desk 2' },
    })
  })

  it('makes refresh tokens that rotate; a copied one ends the whole sign-in', async () => {
    let now = Date.now()
    const hub = await startHub({}, { now: () => now, every: never })
    const first = (await (await post(hub, 'api/v1/token', { code: await codeOf(hub) })).json()) as {
      refresh: string
      deskToken: string
    }
    const refresh = async (token: string) => {
      const response = await post(hub, 'api/v1/token/refresh', { refresh: token, deskToken: first.deskToken })
      return { status: response.status, ...((await response.json()) as { access?: string; refresh: string }) }
    }
    const second = await refresh(first.refresh)
    expect(second.status).toBe(200)
    const lostAnswer = await refresh(first.refresh)
    expect(lostAnswer.refresh).toBe(second.refresh)
    now += 31_000
    expect((await refresh(first.refresh)).status).toBe(401)
    expect((await refresh(second.refresh)).status).toBe(401)
  })

  it('ends twelve hours after it was used, however often it was renewed', async () => {
    let now = Date.now()
    const hub = await startHub({}, { now: () => now, every: never })
    const signedIn = await (await post(hub, 'api/v1/token', { code: await codeOf(hub) })).json()
    const { refresh, deskToken } = signedIn as { refresh: string; deskToken: string }
    let token = refresh
    for (let hour = 0; hour < 12; hour += 1) {
      const response = await post(hub, 'api/v1/token/refresh', { refresh: token, deskToken })
      expect(response.status).toBe(200)
      token = ((await response.json()) as { refresh: string }).refresh
      now += 3_600_000
    }
    now += 10_000
    expect((await post(hub, 'api/v1/token/refresh', { refresh: token, deskToken })).status).toBe(401)
  })

  it('gives a credential that alone only sends what the desk recorded, and sees nobody', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const { deskToken } = (await (await post(hub, 'api/v1/token', { code: await codeOf(hub) })).json()) as {
      deskToken: string
    }
    const desk = await openSocket(hub.ws)
    desk.send({ type: 'authenticate', payload: { deskToken } })
    await desk.next('initial_stats')
    expect((await desk.ask('check_in', { memberId: sofia.id })).payload.code).toBe('forbidden')
    expect((await desk.ask('snapshot')).payload.code).toBe('forbidden')
    const recorded = await desk.ask('check_in', { memberId: sofia.id, recordedBy: { staffId: 'maria' } })
    expect(recorded.type).toBe('check_in_success')
    expect(await desk.next('event')).toEqual({ type: 'event', payload: { seq: 1 } })
  })

  it('is taken over by the newest socket of the same desk', async () => {
    const hub = await startHub()
    const { access, deskToken } = (await (
      await post(hub, 'api/v1/token', { code: await codeOf(hub) })
    ).json()) as Record<string, string>
    const [old, newer] = [await openSocket(hub.ws), await openSocket(hub.ws)]
    old.send({ type: 'authenticate', payload: { token: access, deskToken } })
    await old.next('initial_stats')
    newer.send({ type: 'authenticate', payload: { token: access, deskToken } })
    await newer.next('initial_stats')
    expect((await old.closed).code).toBe(4409)
  })

  it('cannot be guessed fast', async () => {
    const hub = await startHub({}, holdTime())
    const statuses: number[] = []
    for (let count = 0; count < 6; count += 1)
      statuses.push((await post(hub, 'api/v1/token', { code: `00000-000${count}` })).status)
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })
})

describe('connections that have not signed in', () => {
  it('are ten an address; the eleventh is told when to come again', async () => {
    const hub = await startHub()
    for (let count = 0; count < 10; count += 1) await openSocket(hub.ws)
    await expect(openSocket(hub.ws)).rejects.toThrow('503')
  })
})

describe('who may connect', () => {
  const origins: [origin: string | undefined, allowed: boolean][] = [
    [undefined, true],
    ['app://frontdesk', true],
    ['https://desk.example', true],
    ['https://evil.example', false],
    ['null', false],
    ['app://frontdesk.evil', false],
    ['http://127.0.0.1:1', false],
    ['http://frontdesk.local', false],
    ['https://frontdesk.local:8443', false],
  ]
  const hosts: [host: string, allowed: boolean][] = [
    ['localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    [hostname(), true],
    [`${hostname()}.local:8000`, true],
    ['frontdesk.local:8000', false],
    [`${hostname()}.local.local`, false],
    ['.local', false],
    ['gym.example', true],
    ['evil.example', false],
    ['127.0.0.1.evil.example', false],
    ['evil.example@127.0.0.1', false],
    ['8.8.8.8', false],
  ]

  const shared = sharedHub({ origin: ['https://desk.example'], 'host-name': ['gym.example'] })

  it.each(origins)('origin %s: %s', async (origin, allowed) => {
    const hub = shared()
    const socket = openSocket(hub.ws, origin === undefined ? {} : { origin })
    if (allowed) await socket
    else await expect(socket).rejects.toThrow('403')
    const response = await fetch(new URL('healthz', hub.http), {
      headers: origin === undefined ? {} : { origin },
    })
    expect(response.status).toBe(allowed ? 200 : 403)
  })

  it.each(hosts)('host %j: %s', async (host, allowed) => {
    const hub = shared()
    const socket = openSocket(hub.ws, { headers: { host } })
    if (allowed) await socket
    else await expect(socket).rejects.toThrow(/403|400/)
  })
})

describe('behind a proxy', () => {
  const forwarded = (address: string) => ({ headers: { 'x-forwarded-for': `203.0.113.99, ${address}` } })

  it('that was named, the forwarded address counts: ten before sign-in for each client', async () => {
    const hub = await startHub({ 'behind-proxy': ['127.0.0.1'] })
    for (let count = 0; count < 10; count += 1) await openSocket(hub.ws, forwarded('198.51.100.1'))
    await expect(openSocket(hub.ws, forwarded('198.51.100.1'))).rejects.toThrow('503')
    await openSocket(hub.ws, forwarded('198.51.100.2'))
    const details = await fetch(new URL('readyz', hub.http), forwarded('198.51.100.2'))
    expect(await details.json()).toEqual({ ready: true })
  })

  it('that was not named, what a client says of its address counts for nothing', async () => {
    const hub = await startHub()
    for (let count = 0; count < 10; count += 1) await openSocket(hub.ws, forwarded(`198.51.100.${count}`))
    await expect(openSocket(hub.ws, forwarded('198.51.100.77'))).rejects.toThrow('503')
  })
})

describe('the other desks', () => {
  it('are told when a desk comes and goes, also when the hub closed it, but not when it only changed its socket', async () => {
    const hub = await startHub()
    const watcher = await openDesk(hub)
    const answer = await post(hub, 'api/v1/token', { code: await codeOf(hub) })
    const { access, deskToken, deskId } = (await answer.json()) as Record<string, string>
    const signIn = async () => {
      const desk = await openSocket(hub.ws)
      desk.send({ type: 'authenticate', payload: { token: access, deskToken } })
      await desk.next('initial_stats')
      return desk
    }
    await signIn()
    expect((await watcher.next('desk_connected')).payload).toEqual({ deskId, name: 'Desk 1' })
    const second = await signIn()
    await watcher.next('desk_connected')
    second.socket.send(Buffer.from('binary'))
    expect((await second.closed).code).toBe(1003)
    expect((await watcher.next('desk_disconnected')).payload).toEqual({ deskId, name: 'Desk 1' })
    expect(watcher.frames.filter(({ type }) => type === 'desk_disconnected')).toHaveLength(1)
  })
})
