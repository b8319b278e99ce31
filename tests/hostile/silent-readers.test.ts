import { readdirSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openDesk } from '../support/client/desk.ts'
import { startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { inWords, memoryOf } from './support/inside.ts'

/** A hundred connections that ask for the page a hundred times each, and read nothing. */

const CONNECTIONS = 100
const REQUESTS = 100

const MAX_GROWTH_BYTES = 200 * 1024 * 1024

const HOSTILE = '127.0.0.2'

/** Writes the same request so often in one go, and reads nothing. */
function askOften(hub: HubProcess, path: string, times: number): Socket {
  const { hostname, port, host } = new URL(hub.http)
  const connection = connect({ host: hostname, port: Number(port), localAddress: HOSTILE })
  onTestFinished(() => void connection.destroy())
  connection.on('error', () => undefined)
  connection.pause()
  connection.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`.repeat(times))
  return connection
}

/** The largest script of the page. */
async function scriptOf(hub: HubProcess): Promise<string> {
  const html = await (await fetch(hub.http)).text()
  return new URL(/src="([^"]+)"/.exec(html)![1]!, hub.http).pathname
}

const descriptorsOf = ({ process: { pid } }: HubProcess): number => readdirSync(`/proc/${pid}/fd`).length

describe.skipIf(process.platform !== 'linux')('a hundred clients that ask and do not read', () => {
  it.each([
    ['a hundred times at once', REQUESTS],
    ['once', 1],
  ])('%s take neither memory nor descriptors, and desks are answered', async (_how, times) => {
    const hub = await startHubProcess(['--port', '0', '--log-level', 'error'])
    const desk = await openDesk(hub)
    const [path, before, descriptors] = [await scriptOf(hub), await memoryOf(hub), descriptorsOf(hub)]
    const asking = Array.from({ length: CONNECTIONS }, () => askOften(hub, path, times))
    await expect.poll(() => asking.every(({ connecting }) => !connecting)).toBe(true)
    expect((await desk.ask('snapshot')).type).toBe('snapshot')
    expect(descriptorsOf(hub) - descriptors).toBeLessThan(2 * CONNECTIONS)
    const after = await memoryOf(hub)
    const words = `from ${inWords(before)} to ${inWords(after)}`
    expect(after.resident - before.resident, words).toBeLessThan(MAX_GROWTH_BYTES)
    expect((await desk.ask('heartbeat')).type).toBe('heartbeat_ack')
    expect(hub.complaints()).toBe('')
  })
})
