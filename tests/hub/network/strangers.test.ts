import { connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSocket, type TestDesk } from '../../support/client/desk.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'

/**
 * What strangers use up, others still have. Each address of the loopback network stands for a PC; only 127.0.0.1 is the hub's own.
 */

const GREEDY = ['127.0.0.11', '127.0.0.12', '127.0.0.13', '127.0.0.14']
const [A_DESK, ANOTHER_DESK] = ['127.0.0.21', '127.0.0.22']

const SMALL_BODY_MS = 300

interface Guest {
  connection: Socket
  /** Resolves when the hub has said this. */
  heard: (words: string) => Promise<void>
  /** What the hub said until it hung up. */
  closed: Promise<string>
}

/** A connection that the hub has heard on, from an address. */
async function visit(hub: TestHub, from: string): Promise<Guest> {
  const { hostname, port, host } = new URL(hub.http)
  const connection = connect({ host: hostname, port: Number(port), localAddress: from })
  onTestFinished(() => void connection.destroy())
  let said = ''
  connection.on('error', () => undefined)
  const closed = new Promise<string>((resolve) => connection.once('close', () => resolve(said)))
  connection.on('data', (data: Buffer) => (said += data.toString()))
  const heard = (words: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => (said.includes(words) ? resolve() : undefined)
      connection.on('data', look)
      connection.once('close', () => reject(new Error(`The hub hung up, having said: ${said}`)))
      look()
    })
  connection.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  await heard('"ok"')
  return { connection, heard, closed }
}

/** The beginning of a request, and no more. */
async function begin(
  hub: TestHub,
  from: string,
  path = '/api/v1/token',
  headers: string[] = [],
  length = 40,
  method = 'POST',
): Promise<Guest> {
  const guest = await visit(hub, from)
  const lines = [
    `${method} ${path} HTTP/1.1`,
    `Host: ${new URL(hub.http).host}`,
    'Content-Type: application/json',
    `Content-Length: ${length}`,
    ...headers,
  ]
  guest.connection.write(`${lines.join('\r\n')}\r\n\r\n{`)
  return guest
}

async function signIn(hub: TestHub, from: string): Promise<TestDesk> {
  const desk = await openSocket(hub.ws, { localAddress: from })
  desk.send({ type: 'authenticate', payload: { token: await hub.token() } })
  await desk.next('initial_stats')
  return desk
}

/** Which of them the hub has hung up on. */
async function goneOf(guests: readonly Guest[]): Promise<number[]> {
  await expect.poll(() => guests.some(({ connection }) => connection.closed)).toBe(true)
  return guests.flatMap(({ connection }, index) => (connection.closed ? [index] : []))
}

describe('where four addresses hold every connection with unfinished bodies', () => {
  async function full() {
    const hub = await startHub({ limit: ['connections=8', 'connectionsPerAddress=2'] })
    const guests: Guest[] = []
    for (const from of [...GREEDY, ...GREEDY]) guests.push(await begin(hub, from))
    return { hub, guests }
  }

  it('a desk that was never here before gets in', async () => {
    const { hub } = await full()
    expect((await (await signIn(hub, A_DESK)).ask('heartbeat')).type).toBe('heartbeat_ack')
  })

  it('the hub’s own machine gets in', async () => {
    const { hub } = await full()
    expect((await (await signIn(hub, '127.0.0.1')).ask('heartbeat')).type).toBe('heartbeat_ack')
  })

  it('the oldest of the greediest goes first', async () => {
    const hub = await startHub({ limit: ['connections=4'] })
    const guests = [await visit(hub, GREEDY[0]!), await visit(hub, GREEDY[1]!)]
    guests.push(await visit(hub, GREEDY[1]!), await visit(hub, GREEDY[2]!))
    await visit(hub, A_DESK)
    expect(await goneOf(guests)).toEqual([1])
  })
})

describe('a desk that has signed in', () => {
  it('is not cut for others, and they are not for it where they signed in too', async () => {
    const hub = await startHub({ limit: ['connections=2'] })
    const [one, other] = [await signIn(hub, A_DESK), await signIn(hub, ANOTHER_DESK)]
    await expect(visit(hub, GREEDY[0]!)).rejects.toThrow('hung up')
    await expect(visit(hub, A_DESK)).rejects.toThrow('hung up')
    for (const desk of [one, other]) expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
  })

  it('leaves the hub’s own machine its way in, however many there are', async () => {
    const hub = await startHub({ limit: ['connections=2', 'sockets=2'] })
    for (const from of [A_DESK, ANOTHER_DESK]) await signIn(hub, from)
    expect((await (await signIn(hub, '127.0.0.1')).ask('heartbeat')).type).toBe('heartbeat_ack')
  })

  it('by HTTP alone is known as well: strangers go before it', async () => {
    const hub = await startHub({ limit: ['connections=2'] })
    const known = await begin(hub, A_DESK)
    const link = await hub.fetch('api/v1/links', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ role: 'viewer', name: '' }),
    })
    const { code } = (await link.json()) as { code: string }
    known.connection.write(`"code":"${code}"}`.padEnd(39))
    await known.heard('deskToken')
    const stranger = await visit(hub, GREEDY[0]!)
    await visit(hub, GREEDY[0]!)
    expect(await goneOf([known, stranger])).toEqual([1])
  })
})

describe('sockets that have not signed in', () => {
  it('make room for a desk, the oldest of the greediest first', async () => {
    const hub = await startHub({ limit: ['sockets=3'] })
    const from = (localAddress: string) => openSocket(hub.ws, { localAddress })
    const waiting = [await from(GREEDY[0]!), await from(GREEDY[1]!), await from(GREEDY[1]!)]
    expect((await (await signIn(hub, A_DESK)).ask('heartbeat')).type).toBe('heartbeat_ack')
    await waiting[1]!.closed
    expect(waiting.map(({ socket }) => socket.readyState === socket.OPEN)).toEqual([true, false, true])
  })
})

describe('an IPv6 network', () => {
  const forwarded = (address: string) => ({ headers: { 'x-forwarded-for': address } })

  it.each([
    ['2001:db8:0:7::1', '2001:db8:0:7:ffff:ffff:ffff:ffff', '2001:db8:0:8::1'],
    ['2001:db8::1', '2001:0db8:0:0:1::', '2001:db8:0:1::1'],
    ['fe80::1', 'fe80::2', '64:ff9b::192.0.2.1'],
  ])('of 64 bits counts as one stranger: %s and %s, but not %s', async (one, same, other) => {
    const hub = await startHub({ 'behind-proxy': ['127.0.0.1'], limit: ['socketsBeforeSignIn=1'] })
    await openSocket(hub.ws, forwarded(one))
    await expect(openSocket(hub.ws, forwarded(same))).rejects.toThrow('503')
    await openSocket(hub.ws, forwarded(other))
  })

  it('is no stranger as a whole because one desk in it has signed in', async () => {
    const hub = await startHub({ 'behind-proxy': ['127.0.0.1'], limit: ['socketsBeforeSignIn=1'] })
    const desk = await openSocket(hub.ws, forwarded('2001:db8::1'))
    desk.send({ type: 'authenticate', payload: { token: await hub.token() } })
    await desk.next('initial_stats')
    await openSocket(hub.ws, forwarded('2001:db8::2'))
    await expect(openSocket(hub.ws, forwarded('2001:db8::3'))).rejects.toThrow('503')
    await openSocket(hub.ws, forwarded('2001:db8::1'))
  })
})

describe('a body that does not come', () => {
  const limit = [`smallBodyMs=${SMALL_BODY_MS}`]

  const IMPORT = '/api/v1/members/import'
  const PHOTO = '/api/v1/members/0196a000-0000-7000-8000-00000000000a/photo'

  /** A hub to which somebody who may do so is sending a members file, which takes its time. */
  async function hubWithFile() {
    const hub = await startHub({ limit })
    const file = await begin(hub, A_DESK, IMPORT, [`Authorization: Bearer ${await hub.token('manager')}`])
    return { hub, file }
  }

  it('is waited for only so long; a members file may take longer', async () => {
    const { hub, file } = await hubWithFile()
    expect(await (await begin(hub, A_DESK)).closed).toContain(' 408 ')
    await (
      await begin(hub, A_DESK)
    ).closed
    expect(file.connection.closed).toBe(false)
  })

  it.each([
    ['POST', IMPORT],
    ['PUT', PHOTO],
  ])('is not waited for longer where %s %s refused it unread, though it drips', async (method, path) => {
    const { hub, file } = await hubWithFile()
    const refused = await begin(hub, A_DESK, path, [], 10_000, method)
    const drip = setInterval(() => refused.connection.write(' '), 50)
    onTestFinished(() => clearInterval(drip))
    expect(await refused.closed).toContain(' 401 ')
    expect(file.connection.closed).toBe(false)
  })
})
