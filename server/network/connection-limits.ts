import type { Socket } from 'node:net'
import { plainAddress } from '../auth/client-address.ts'
import type { HubLimits } from '../settings/limits.ts'

export interface ConnectionLimits {
  limits: Pick<HubLimits, 'connections' | 'connectionsPerAddress'>
  /** Addresses of proxies before the hub: many clients come from each. */
  proxies: readonly string[]
}

/**
 * Makes what each new connection is shown to: it cuts the connection where there are too many, in all or of its peer.
 * It does so without a word, because whoever opens hundreds would only be told to open more.
 */
export function limitConnections({ limits, proxies }: ConnectionLimits): (connection: Socket) => void {
  const open = new Map<string, number>()
  let total = 0
  const count = (address: string, change: 1 | -1): void => {
    total += change
    const ofAddress = (open.get(address) ?? 0) + change
    if (ofAddress === 0) open.delete(address)
    else open.set(address, ofAddress)
  }
  return (connection) => {
    const address = plainAddress(connection.remoteAddress ?? '')
    const isMany = !proxies.includes(address) && (open.get(address) ?? 0) >= limits.connectionsPerAddress
    if (isMany || total >= limits.connections) {
      connection.destroy()
      return
    }
    count(address, 1)
    connection.once('close', () => count(address, -1))
  }
}
