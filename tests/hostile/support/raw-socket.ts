import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { FrameReader, type RawFrame } from './raw-frames.ts'

/** A client that writes any bytes at all, over TCP, and reads what comes back as frames. */
export interface RawSocket {
  connection: Socket
  /** Status line and headers of the hub's answer to the upgrade. */
  head: string
  /** All frames that came, in order. */
  frames: RawFrame[]
  write: (bytes: Buffer) => void
  /** Resolves with the next frame that matches, or null when the connection ended without one. */
  next: (match: (frame: RawFrame) => boolean) => Promise<RawFrame | null>
  /** The code of the hub's close frame when the connection has ended; null where there was none. */
  closed: Promise<number | null>
}

export interface RawOptions {
  path?: string
  headers?: Record<string, string>
  /** An address of the loopback network to come from. */
  from?: string
  /** Bytes in the same write as the request. */
  behind?: Buffer
  /** True for a client that never hangs up, even when the hub has. */
  holdsOn?: boolean
}

/** The lines of an upgrade request that is in order but for what is given. */
export function upgradeRequest(http: string, { path = '/ws/checkins/', headers = {} }: RawOptions): string {
  const lines = {
    Host: new URL(http).host,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  }
  const fields = Object.entries(lines).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\n${fields.join('')}\r\n`
}

/** Opens a connection and sends an upgrade request; resolves when its answer has come, whatever it says. */
export async function openRaw(hub: { http: string }, options: RawOptions = {}): Promise<RawSocket> {
  const { hostname, port } = new URL(hub.http)
  const local = options.from === undefined ? {} : { localAddress: options.from }
  const connection = connect({
    host: hostname,
    port: Number(port),
    ...local,
    allowHalfOpen: options.holdsOn === true,
  })
  connection.setNoDelay(true)
  onTestFinished(() => void connection.destroy())
  const request = Buffer.from(upgradeRequest(hub.http, options))
  connection.write(Buffer.concat([request, options.behind ?? Buffer.alloc(0)]))
  return readFrom(connection)
}

function readFrom(connection: Socket): Promise<RawSocket> {
  const reader = new FrameReader()
  const frames: RawFrame[] = []
  const listeners = new Set<() => void>()
  let received = Buffer.alloc(0)
  let head: string | null = null
  let isEnded = false
  const closed = new Promise<number | null>((resolve) => {
    connection.once('close', () => {
      isEnded = true
      const last = frames.find(({ opcode }) => opcode === 8)
      resolve(last && last.payload.length >= 2 ? last.payload.readUInt16BE(0) : null)
      for (const listener of [...listeners]) listener()
    })
  })
  const next: RawSocket['next'] = (match) =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = frames.find(match)
        if (!found && !isEnded) return
        listeners.delete(look)
        resolve(found ?? null)
      }
      listeners.add(look)
      look()
    })
  return new Promise((resolve, reject) => {
    connection.on('error', () => undefined)
    connection.once('close', () => reject(new Error(`The hub hung up after ${received.length} bytes.`)))
    connection.on('data', (bytes) => {
      if (head === null) {
        received = Buffer.concat([received, bytes])
        const end = received.indexOf('\r\n\r\n')
        if (end < 0) return
        head = received.subarray(0, end).toString('latin1')
        bytes = received.subarray(end + 4)
        const write = (sent: Buffer): void => void connection.write(sent)
        resolve({ connection, head, frames, write, next, closed })
      }
      if (!head.startsWith('HTTP/1.1 101')) return
      frames.push(...reader.read(bytes))
      for (const listener of [...listeners]) listener()
    })
  })
}
