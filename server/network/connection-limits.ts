import type { Socket } from 'node:net'
import { networkOf, plainAddress, type Proxies } from '../auth/client-address.ts'
import type { KnownAddresses } from '../auth/known-addresses.ts'
import { Newcomers } from '../auth/newcomers.ts'
import type { HubLimits } from '../settings/limits.ts'

export interface ConnectionLimits {
  limits: Pick<HubLimits, 'connections' | 'connectionsPerAddress'>
  /** Many clients come from each. */
  proxies: Proxies
  known: KnownAddresses
}

interface Guest {
  address: string
  connection: Socket
}

/**
 * Makes what each new connection is shown to: it cuts connections where there are too many, of a peer or in all. In all,
 * strangers make room for whoever comes, and who is known is not cut for another; the hub's own machine does not count.
 * It does so without a word, because whoever opens hundreds would only be told to open more.
 */
export function limitConnections({ limits, proxies, known }: ConnectionLimits): (connection: Socket) => void {
  const open = new Tally()
  const strangers = new Newcomers<Guest>(({ address }) => !known.isKnown(address))
  let inAll = 0
  const makeRoom = (): boolean => {
    const cut = strangers.takeFirstToGo()
    cut?.connection.destroy()
    return cut !== undefined
  }
  return (connection) => {
    const address = plainAddress(connection.remoteAddress ?? '')
    const isProxy = proxies.has(address)
    const isOwn = !isProxy && known.isOwnMachine(address)
    const name = known.countedAs(address)
    const isMany = !isProxy && open.of(name) >= limits.connectionsPerAddress
    if (isMany || (!isOwn && inAll >= limits.connections && !makeRoom())) {
      connection.destroy()
      return
    }
    const [guest, network] = [{ address, connection }, networkOf(address)]
    open.add(name, 1)
    if (!isOwn) inAll += 1
    if (!isOwn && !isProxy) strangers.add(network, guest)
    connection.once('close', () => {
      open.add(name, -1)
      if (!isOwn) inAll -= 1
      strangers.delete(network, guest)
    })
  }
}

/** How many there are of each name. */
class Tally {
  readonly #counts = new Map<string, number>()

  of(name: string): number {
    return this.#counts.get(name) ?? 0
  }

  add(name: string, change: 1 | -1): void {
    const count = this.of(name) + change
    if (count === 0) this.#counts.delete(name)
    else this.#counts.set(name, count)
  }
}
