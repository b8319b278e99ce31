import { request, type IncomingMessage } from 'node:http'
import { connect, type TLSSocket } from 'node:tls'
import { keyHashOf } from './tls-identity.ts'

/** Where a hub may be. */
export interface Place {
  host: string
  port: number
}

/** A hub that is known by its key, wherever it is. */
export interface PinnedHub extends Place {
  /** Whether this hash of a public key is its key's. */
  isKey: (hash: Buffer) => boolean
}

interface Asking {
  method: 'GET' | 'POST'
  path: string
  headers?: Record<string, string>
  body?: object
  /** How long nothing may come, milliseconds. */
  patienceMs?: number
}

/** A hub that is there answers within this time, and a connection on which nothing comes for so long is given up. */
const SILENCE_MS = 20_000

/** Nobody answers there, or whoever does has not the key that they must have. */
export class NotTheHub extends Error {}

/** Asks the hub over TLS 1.3. Not a byte is said before its key was seen. Rejects with NotTheHub where that hub is not there. */
export async function askPinned(hub: PinnedHub, asking: Asking): Promise<IncomingMessage> {
  const socket = await connectTo(hub)
  const { method, path, headers, body, patienceMs = SILENCE_MS } = asking
  const host = hub.host.includes(':') ? `[${hub.host}]` : hub.host
  return new Promise((resolve, reject) => {
    const asked = request(`http://${host}:${hub.port}${path}`, {
      method,
      headers: { ...headers, connection: 'close', ...(body && { 'content-type': 'application/json' }) },
      createConnection: () => socket,
    })
    asked.setTimeout(patienceMs, () => asked.destroy(new NotTheHub('The hub has fallen silent.')))
    asked.once('error', reject)
    asked.once('response', (response) => {
      response.once('close', () => socket.destroy())
      resolve(response)
    })
    asked.end(body && JSON.stringify(body))
  })
}

function connectTo({ host, port, isKey }: PinnedHub): Promise<TLSSocket> {
  // The certificate is nobody's word but the key's own, which is compared.
  const socket = connect({ host, port, minVersion: 'TLSv1.3', rejectUnauthorized: false })
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      socket.destroy()
      reject(new NotTheHub(`No hub answers at ${host}:${port}.`))
    }
    socket.setTimeout(SILENCE_MS, fail)
    socket.once('error', fail)
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      if (!certificate || !isKey(keyHashOf(certificate))) {
        socket.destroy()
        reject(
          new NotTheHub(`Whoever answers at ${host}:${port} is another hub: its key is not the right one.`),
        )
        return
      }
      socket.off('error', fail)
      socket.setTimeout(0)
      resolve(socket)
    })
  })
}
