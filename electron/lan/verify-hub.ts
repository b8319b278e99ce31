import { connect, type TLSSocket } from 'node:tls'
import { pinOf, type Pin } from './pin.ts'

/** Where a hub may be. */
export interface Place {
  host: string
  port: number
}

/** The address of the hub at a place, ending in `/`. */
export function secureAddress({ host, port }: Place): string {
  return `https://${host.includes(':') ? `[${host}]` : host}:${port}/`
}

/** A hub on the LAN answers in milliseconds; a machine that is switched off never does. */
const MEET_TIMEOUT_MS = 4_000

/**
 * Shakes hands with whoever is at a place and says nothing: TLS 1.3 proves that the other side has the private key of
 * the public one it shows. Resolves with that key's pin; null where nobody answers, or nobody who speaks TLS 1.3.
 */
export async function verifyHub(place: Place): Promise<Pin | null> {
  const met = await shakeHands(place)
  met?.socket.destroy()
  return met?.pin ?? null
}

/** A connection to the hub with this key, on which nothing was said yet. Null where that hub does not answer there. */
export async function connectTo(place: Place, pin: Pin): Promise<TLSSocket | null> {
  const met = await shakeHands(place)
  if (met?.pin === pin) return met.socket
  met?.socket.destroy()
  return null
}

interface Met {
  socket: TLSSocket
  pin: Pin
}

function shakeHands({ host, port }: Place): Promise<Met | null> {
  // The certificate is nobody's word but the key's own, which the caller compares. No session is resumed: each shows it.
  const socket = connect({ host, port, minVersion: 'TLSv1.3', rejectUnauthorized: false })
  return new Promise((resolve) => {
    const fail = (): void => {
      socket.destroy()
      resolve(null)
    }
    socket.setTimeout(MEET_TIMEOUT_MS, fail)
    socket.once('error', fail)
    socket.once('close', fail)
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      if (!certificate) {
        fail()
        return
      }
      socket.setTimeout(0)
      socket.off('close', fail)
      resolve({ socket, pin: pinOf(certificate) })
    })
  })
}
