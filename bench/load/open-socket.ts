import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A server on this machine that has not let a desk in after this long will not. */
const OPEN_TIMEOUT_MS = 10_000

/** What one read may bring: a turn's frames for one desk in one piece. One buffer serves all sockets, one by one. */
const READ_BUFFER = Buffer.alloc(256 * 1024)

const END_OF_HEAD = '\r\n\r\n'

/** How a socket asks to be let in. */
export interface Opening {
  /** In the address; null for a desk that signs in with a frame. */
  token: string | null
  /** Where it comes from, on machines that have several loopback addresses. */
  localAddress?: string | undefined
}

/**
 * Opens a socket and asks for the upgrade. Resolves when the server has agreed; `received` gets the bytes after its
 * answer, in a buffer that is used again. Rejects where it does not agree.
 */
export function openSocket(
  address: string,
  { token, localAddress }: Opening,
  received: (bytes: Buffer) => void,
): Promise<Socket> {
  const { hostname, port, pathname } = new URL(address)
  return new Promise((resolve, reject) => {
    let head: string | null = ''
    const callback = (length: number, buffer: Uint8Array): boolean => {
      const bytes = READ_BUFFER.subarray(0, length)
      if (buffer.byteLength === 0) return true
      if (head === null) {
        received(bytes)
        return true
      }
      head += bytes.toString('latin1')
      const end = head.indexOf(END_OF_HEAD)
      if (end < 0) return true
      const after = Buffer.from(head.slice(end + END_OF_HEAD.length), 'latin1')
      if (head.startsWith('HTTP/1.1 101')) resolve(socket)
      else socket.destroy(new Error(`it answered ${head.split('\r\n', 1)[0] ?? ''}`))
      head = null
      clearTimeout(timer)
      if (after.length > 0) received(after)
      return true
    }
    const options = { host: hostname, port: Number(port), noDelay: true, localAddress }
    const socket = connect({ ...options, onread: { buffer: READ_BUFFER, callback } })
    const timer = setTimeout(() => socket.destroy(new Error('it did not answer')), OPEN_TIMEOUT_MS)
    socket.on('error', ({ message }) => reject(new Error(`The server did not let a desk in: ${message}.`)))
    socket.on('close', () => clearTimeout(timer))
    const query = token === null ? '' : `?token=${encodeURIComponent(token)}`
    socket.write(upgradeRequest(`${hostname}:${port}`, pathname + query))
  })
}

/** The head of a WebSocket's request. */
export function upgradeRequest(host: string, target: string): string {
  const key = randomBytes(16).toString('base64')
  const lines = [
    `GET ${target} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${key}`,
  ]
  return lines.join('\r\n') + END_OF_HEAD
}
