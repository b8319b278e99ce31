import { connect, type TLSSocket } from 'node:tls'
import { pinOf, type Pin } from './pin.ts'

/** Where a hub may be. */
export interface HubPlace {
  host: string
  port: number
}

/** A hub on the LAN answers in milliseconds; a machine that is switched off never does. */
const MEET_TIMEOUT_MS = 4_000

/**
 * Shakes hands with whoever is at a place and says nothing: TLS 1.3 proves that the other side has the private key of
 * the public one it shows. Resolves with that key's pin; null where nobody answers, or nobody who speaks TLS 1.3.
 */
export async function meetHub({ host, port }: HubPlace): Promise<Pin | null> {
  // The certificate is nobody's word but the key's own, which the caller compares.
  const socket = connect({ host, port, minVersion: 'TLSv1.3', rejectUnauthorized: false })
  try {
    return await shownPin(socket)
  } finally {
    socket.destroy()
  }
}

function shownPin(socket: TLSSocket): Promise<Pin | null> {
  return new Promise((resolve) => {
    socket.setTimeout(MEET_TIMEOUT_MS, () => resolve(null))
    socket.once('error', () => resolve(null))
    socket.once('close', () => resolve(null))
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate()
      resolve(certificate ? pinOf(certificate) : null)
    })
  })
}
