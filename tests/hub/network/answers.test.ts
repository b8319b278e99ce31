import type { RequestListener } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { boundAnswers } from '../../../server/network/answers.ts'
import { listenPlainly, type Front } from '../../../server/network/listeners.ts'
import { DEFAULT_LIMITS, type HubLimits } from '../../../server/settings/limits.ts'
import { deskFolder } from '../../../server/platform/desk-folder.ts'
import { startHub } from '../../support/hub/hub.ts'

/** Clients that ask and do not read: real sockets, answers far larger than what waits in the system's own buffers. */

const MEGABYTE = 1024 * 1024
const LARGE = 32 * MEGABYTE

/** Short, since it is waited for; far longer than a look of a test. */
const STALLED_MS = 1_000

/** A server that answers `/NUMBER` with so many megabytes, what it was asked so far, and its ends of the connections. */
async function server(limits: Partial<HubLimits> = {}) {
  const asked: string[] = []
  const opened: Socket[] = []
  const handle: RequestListener = ({ url = '' }, response) => {
    asked.push(url)
    if (url !== '/never') response.end(Buffer.alloc(Number(url.slice(1)) * MEGABYTE))
  }
  const front: Front = {
    ...boundAnswers({ limits: { ...DEFAULT_LIMITS, ...limits }, handle }),
    ...{
      gateway: { upgrade: () => undefined },
      admit: (connection) => void opened.push(connection),
      stalledMs: STALLED_MS,
    },
  }
  const { port, close } = await listenPlainly(front, '127.0.0.1', 0)
  onTestFinished(close)
  return { asked, opened, client: (...paths: string[]) => ask(port, paths) }
}

/** Asks for all of it in one write and reads nothing until it is resumed. */
function ask(port: number, paths: readonly string[]): Socket {
  const connection = connect({ host: '127.0.0.1', port })
  onTestFinished(() => void connection.destroy())
  connection.on('error', () => undefined)
  connection.pause()
  connection.write(paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: hub\r\n\r\n`).join(''))
  return connection
}

/** How many bytes came until the other end hung up, or `enough` of them. */
function read(connection: Socket, enough = Infinity): Promise<number> {
  let bytes = 0
  return new Promise((resolve) => {
    const end = (): void => {
      connection.off('data', take).off('close', end)
      resolve(bytes)
    }
    const take = (data: Buffer): void => {
      bytes += data.length
      if (bytes >= enough) end()
    }
    connection.on('data', take).on('close', end).resume()
  })
}

/** Reads so much that the other end notices, and stops again. */
async function readSome(connection: Socket): Promise<void> {
  await read(connection, MEGABYTE)
  connection.pause()
}

describe('requests of one connection', () => {
  it('are answered one after the other: none is begun while the answer before it is unread', async () => {
    const { asked, client } = await server()
    const connection = client('/32', '/1')
    await expect.poll(() => asked).toEqual(['/32'])
    await read(client('/0'), 1)
    expect(asked).toEqual(['/32', '/0'])
    expect(await read(connection, LARGE + MEGABYTE)).toBeGreaterThan(LARGE + MEGABYTE)
    expect(asked).toEqual(['/32', '/0', '/1'])
  })

  it('may be eight that wait; with more the connection is cut', async () => {
    const { asked, client } = await server({ unreadAnswerBytes: 3 * LARGE })
    const waiting = (count: number) => client('/32', ...Array<string>(count).fill('/1'))
    const [eight, nine] = [waiting(8), waiting(9)]
    expect(await read(eight, LARGE + 8 * MEGABYTE)).toBeGreaterThan(LARGE + 8 * MEGABYTE)
    expect(await read(nine)).toBeLessThan(LARGE)
    expect(asked).toHaveLength(10)
  })
})

describe('an answer', () => {
  it('of which no byte is taken for too long is cut, and one that is taken slowly is not', async () => {
    const { opened, client } = await server({ unreadAnswerBytes: 4 * LARGE })
    const slow = client('/64')
    for (let round = 1; round <= 2; round += 1) {
      client('/32')
      await expect.poll(() => opened).toHaveLength(1 + round)
      const isCut = () => opened[round]!.destroyed
      await expect.poll(async () => (await readSome(slow), isCut()), { interval: 100 }).toBe(true)
    }
    expect(opened[0]!.destroyed).toBe(false)
  })

  it('that is still being made is waited for', async () => {
    const { asked, opened, client } = await server()
    client('/never')
    await expect.poll(() => asked).toHaveLength(1)
    client('/32')
    await expect.poll(() => opened[1]?.destroyed).toBe(true)
    expect(opened[0]!.destroyed).toBe(false)
  })

  it('is cut where it is the largest of too many', async () => {
    const { asked, client } = await server({ unreadAnswerBytes: 50 * MEGABYTE })
    const [largest, other] = [client('/32'), client('/24')]
    await expect.poll(() => asked).toHaveLength(2)
    expect(await read(largest)).toBeLessThan(LARGE)
    expect(await read(other, 24 * MEGABYTE)).toBeGreaterThanOrEqual(24 * MEGABYTE)
  })
})

describe('a hub', () => {
  it('cuts a connection that asks for the page a hundred times at once, and answers the next one', async () => {
    const hub = await startHub({}, {}, {}, deskFolder())
    const { port } = new URL(hub.http)
    const greedy = ask(Number(port), Array(100).fill('/'))
    await read(greedy)
    expect((await fetch(hub.http)).status).toBe(200)
  })
})
