import { Bonjour } from 'bonjour-service'

/** The kind of service that desks look for. */
export const SERVICE_TYPE = 'avgym-desk'

/** The version of what is announced and of how a desk is paired. */
const PAIRING_VERSION = '1'

/** Characters of the hub's id that are shown behind its name: two hubs of one name are two services. */
const SHOWN_ID = 4

interface Announced {
  /** The gym's name. */
  name: string
  hubId: string
  port: number
  /** What tells of the hub's term; nothing in the first. */
  term: Record<string, string>
  /** The IPv4 addresses whose networks are told. */
  addresses: readonly string[]
  /** Told where a network does not take it: desks there have to be given the address. */
  failed: (error: unknown) => void
}

/** Tells the networks by mDNS that there is a hub, until it is stopped. A hint for desks, never a proof. */
export function announce(announced: Announced): () => Promise<void> {
  const stops = announced.addresses.map((address) => announceOn(address, announced))
  return async () => {
    await Promise.all(stops.map((stop) => stop()))
  }
}

/** Each network has a socket of its own: a single one would speak on the first network only. */
function announceOn(address: string, { name, hubId, port, term, failed }: Announced): () => Promise<void> {
  const network = openNetwork(address, failed)
  network.publish({
    name: `${name} (${[hubId.slice(0, SHOWN_ID), term['t']].filter(Boolean).join('-')})`,
    type: SERVICE_TYPE,
    port,
    txt: { id: hubId, v: PAIRING_VERSION, ...term },
    // The name has the key in it, and the term where it is not the first: there is no other of it, and asking around takes a second in which nobody is told.
    probe: false,
  })
  return () =>
    new Promise((resolve) => {
      network.unpublishAll(() => network.destroy(() => resolve()))
    })
}

/** What the library's types leave out: the options of the socket, and its errors, which are nobody's and end the process. */
export function openNetwork(address: string, failed: (error: unknown) => void): Bonjour {
  const socketOptions = { interface: address, bind: '0.0.0.0' } as object
  const network = new Bonjour(socketOptions, failed)
  const { server } = network as unknown as { server: { mdns: NodeJS.EventEmitter } }
  server.mdns.on('error', failed)
  return network
}
