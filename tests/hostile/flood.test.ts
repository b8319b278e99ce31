import { connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSocket } from '../support/client/desk.ts'
import { startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { metric } from './support/inside.ts'
import { upgradeRequest } from './support/raw-socket.ts'

/** Rows 9, 15 and 124 of the catalogue, and A23: many from one address do not keep another out. */

const HOSTILE = ['127.0.0.2']

/** So many that each stays below the bound of an address, and all together are over that of all. */
const FOUR = ['127.0.0.2', '127.0.0.3', '127.0.0.4', '127.0.0.5']

/** Where desks are that the hub has never seen before. */
const A_NEW_DESK = '127.0.0.9'

/** Connections of the attacker at a time. */
const SOCKETS = 1_000

/** A desk's tries under siege. The siege is laid from this process: one late try may be its own. */
const TRIES = 5

/** How long the way in and the first answer may take, in the middle of the tries. */
const PROMISED_MS = 2_000

/** What one of them says: a whole upgrade request, half of one, or nothing. */
const OPENINGS: [what: string, opening: (hub: HubProcess) => string][] = [
  ['ask for a socket', (hub) => upgradeRequest(hub.http, {})],
  ['send half a request', () => 'GET /ws/checkins/ HTTP/1.1\r\nHost: '],
  ['say nothing', () => ''],
]

/** A body that never comes to its end. */
const unfinishedBody = (hub: HubProcess): string =>
  `POST /api/v1/token HTTP/1.1\r\nHost: ${new URL(hub.http).host}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{`

/** Keeps `SOCKETS` connections going until it is told to stop: each that the hub ends is opened anew. */
function siege(hub: HubProcess, opening: string, from = HOSTILE): { stop: () => void; opened: () => number } {
  const { hostname, port } = new URL(hub.http)
  const open = new Set<Socket>()
  let isOver = false
  let opened = 0
  const one = (): void => {
    if (isOver) return
    opened += 1
    const localAddress = from[opened % from.length]!
    const connection = connect({ host: hostname, port: Number(port), localAddress })
    open.add(connection)
    if (opening) connection.write(opening)
    connection.on('error', () => undefined)
    connection.resume()
    connection.once('close', () => {
      open.delete(connection)
      setImmediate(one)
    })
  }
  for (let count = 0; count < SOCKETS; count += 1) one()
  const stop = (): void => {
    isOver = true
    for (const connection of open) connection.destroy()
  }
  onTestFinished(stop)
  return { stop, opened: () => opened }
}

/** How long it takes to get in and be answered, in the middle of some tries. */
async function medianWayIn(hub: HubProcess, token: string, localAddress = '127.0.0.1'): Promise<number> {
  const took: number[] = []
  for (let count = 0; count < TRIES; count += 1) {
    const begun = performance.now()
    const desk = await openSocket(hub.ws, { localAddress })
    desk.send({ type: 'authenticate', payload: { token } })
    await desk.next('initial_stats')
    await desk.ask('snapshot')
    took.push(performance.now() - begun)
    desk.socket.close()
  }
  return took.toSorted((a, b) => a - b)[Math.floor(TRIES / 2)]!
}

describe('a thousand connections of four addresses, with bodies that do not come', () => {
  it.each([
    ['that was never there', A_NEW_DESK],
    ['on the hub’s own machine', '127.0.0.1'],
  ])('leave a desk %s its way in within 2 s, and its answers', async (_which, from) => {
    const hub = await startHubProcess(['--port', '0', '--log-level', 'error'])
    const token = await hub.token()
    const attack = siege(hub, unfinishedBody(hub), FOUR)
    await expect.poll(attack.opened, { timeout: 10_000 }).toBeGreaterThanOrEqual(SOCKETS)
    const tookMs = await medianWayIn(hub, token, from)
    attack.stop()
    expect(tookMs).toBeLessThan(PROMISED_MS)
    expect(hub.complaints()).toBe('')
  })
})

describe('a thousand connections of another address', () => {
  it.each(OPENINGS)('that %s leave a desk its way in within 2 s, and its answers', async (_what, opening) => {
    const hub = await startHubProcess(['--port', '0', '--log-level', 'error'])
    const token = await hub.token()
    const attack = siege(hub, opening(hub))
    await expect.poll(attack.opened, { timeout: 10_000 }).toBeGreaterThan(SOCKETS)
    const tookMs = await medianWayIn(hub, token)
    attack.stop()
    expect(tookMs).toBeLessThan(PROMISED_MS)
    expect(hub.complaints()).toBe('')
    await expect.poll(() => metric(hub, 'frontdesk_connections'), { timeout: 10_000 }).toBe(0)
    expect(await hub.stop('SIGTERM')).toBe(0)
  })
})
