import { networkInterfaces } from 'node:os'
import { Bonjour, type Service } from 'bonjour-service'
import type { Place } from './verify-hub.ts'

/** The kind of service that hubs announce; theirs is in server/network/mdns.ts. */
const SERVICE_TYPE = 'avgym-desk'

/** A hub that says that it is there. Whoever is on the network can say so: only its key proves it. */
export interface FoundHub {
  hubId: string
  /** The gym's name, and the beginning of the hub's id. */
  name: string
  places: readonly Place[]
}

/** Looks for hubs on the networks of this PC and tells of each, again where it has moved. Returns what ends it. */
export function discoverHubs(onHub: (hub: FoundHub) => void): () => void {
  const networks = ownIPv4().map((address) => openNetwork(address))
  for (const network of networks) network.find({ type: SERVICE_TYPE }, (service) => tell(service, onHub))
  return () => {
    for (const network of networks) network.destroy()
  }
}

function tell({ name, port, txt, addresses = [], referer }: Service, onHub: (hub: FoundHub) => void): void {
  const hubId: unknown = (txt as Record<string, unknown> | undefined)?.['id']
  if (typeof hubId !== 'string') return
  // Where the answer came from is the way that is known to work; what it says of itself may be of other networks.
  const hosts = new Set([...(referer ? [referer.address] : []), ...addresses])
  onHub({ hubId, name, places: [...hosts].map((host) => ({ host, port })) })
}

function ownIPv4(): string[] {
  const entries = Object.values(networkInterfaces()).flatMap((listed) => listed ?? [])
  return entries.flatMap(({ family, internal, address }) => (family === 'IPv4' && !internal ? [address] : []))
}

/** What the library's types leave out: the options of the socket, and its errors. Without a network nothing is found. */
function openNetwork(address: string): Bonjour {
  const socketOptions = { interface: address, bind: '0.0.0.0' } as object
  const ignore = (): void => undefined
  const network = new Bonjour(socketOptions, ignore)
  const { server } = network as unknown as { server: { mdns: NodeJS.EventEmitter } }
  server.mdns.on('error', ignore)
  return network
}
