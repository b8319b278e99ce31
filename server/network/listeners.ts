import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Identity } from './tls-identity.ts'
import type { SecureListeners } from './lan-service.ts'
import { SettingError } from '../platform/setting-error.ts'

/** Time for a client to send its headers, and a whole request: nobody keeps a connection by dripping bytes. */
const HEADERS_TIMEOUT_MS = 5_000
const REQUEST_TIMEOUT_MS = 60_000

/** How often Node looks for requests that are over their time; its own half minute would be longer than they are. */
const TIMEOUT_CHECK_MS = 1_000

/** A request's headers: a token of 4 KiB, what browsers add, and as much again. */
const MAX_HEADER_BYTES = 16 * 1024

/**
 * Connections that the system keeps ready for us: as many as we would take in all (`connections` in limits.ts). Whoever
 * finds no room is tried again by their own system after 1 s, 3 s and 7 s, which nobody at a desk would wait for.
 * Systems have a bound of their own: 4,096 on Linux, 128 on macOS.
 */
const BACKLOG = 1_024

/** Everything, IPv4 and IPv6: includes loopback. */
const ANY_HOST = new Set(['0.0.0.0', '::'])

const LOOPBACK = '127.0.0.1'

/** What all listeners of a hub have in common. */
export interface Front {
  handle: RequestListener
  gateway: { upgrade: (request: IncomingMessage, connection: Duplex, head: Buffer) => void }
  /** Shown every connection as it comes. */
  admit: (connection: Socket) => void
  /** Told of a connection over HTTP on which nothing was taken or sent for `stalledMs`. */
  stalled: (connection: Socket) => void
  stalledMs: number
}

interface Place {
  /** Left away for every address of the machine. */
  host?: string | undefined
  port: number
  /** The option that another port is chosen with. */
  option: '--port' | '--lan-port'
}

const OPTIONS = {
  // What is refused without one is refused by who knows why; a monitor's probe is not.
  requireHostHeader: false,
  headersTimeout: HEADERS_TIMEOUT_MS,
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: TIMEOUT_CHECK_MS,
  maxHeaderSize: MAX_HEADER_BYTES,
}

/**
 * Listens unencrypted, on loopback always, and on `host` beside it. Port 0 takes a free one. Throws a SettingError where
 * the port is taken or the address is not this machine's.
 */
export async function listenPlainly(
  front: Front,
  host: string,
  port: number,
): Promise<{ port: number; close: () => Promise<void> }> {
  const others = host === LOOPBACK || host === 'localhost' ? [] : [host]
  const hosts = ANY_HOST.has(host) ? [host] : [LOOPBACK, ...others]
  const { servers, port: taken } = await listenOnEach(hosts, { port, option: '--port' }, () =>
    withFront(createServer(OPTIONS, front.handle), front),
  )
  return { port: taken, close: () => closeAll(servers) }
}

/** Listens on each host with TLS 1.3 and nothing older, under the hub's identity. Throws as `listenPlainly` does. */
export async function listenSecurely(
  front: Front,
  identity: Identity,
  hosts: readonly (string | undefined)[],
  port: number,
): Promise<SecureListeners> {
  const secrets = ({ key, certificate }: Identity) =>
    ({ key, cert: certificate, minVersion: 'TLSv1.3' }) as const
  const tls = { ...OPTIONS, ...secrets(identity), handshakeTimeout: HEADERS_TIMEOUT_MS }
  const { servers, port: taken } = await listenOnEach(hosts, { port, option: '--lan-port' }, () =>
    withFront(createSecureServer(tls, front.handle), front),
  )
  return {
    port: taken,
    show: (next) => servers.forEach((server) => server.setSecureContext(secrets(next))),
    close: () => closeAll(servers),
  }
}

function withFront<Kind extends Server>(server: Kind, { gateway, admit, stalled, stalledMs }: Front): Kind {
  server.on('connection', admit)
  server.setTimeout(stalledMs, stalled)
  server.on('upgrade', (request, connection, head) => gateway.upgrade(request, connection, head))
  return server
}

/** All of them or none. The first takes the port, where that is 0, and the others share it. */
async function listenOnEach<Kind extends Server>(
  hosts: readonly (string | undefined)[],
  { port, option }: Omit<Place, 'host'>,
  create: () => Kind,
): Promise<{ servers: Kind[]; port: number }> {
  const servers: Kind[] = []
  let taken = port
  try {
    for (const host of hosts) {
      servers.push(await listenAt(create(), { host, port: taken, option }))
      taken = portOf(servers[0])
    }
  } catch (error) {
    await closeAll(servers)
    throw error
  }
  return { servers, port: taken }
}

function listenAt<Kind extends Server>(server: Kind, place: Place): Promise<Kind> {
  const { host, port } = place
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, place)))
    server.listen({ port, ...(host !== undefined && { host }), backlog: BACKLOG }, () => resolve(server))
  })
}

function explained(error: NodeJS.ErrnoException, { host, port, option }: Place): Error {
  const where = host === undefined ? '' : ` of ${host}`
  if (error.code === 'EADDRINUSE') {
    return new SettingError(
      `Port ${port}${where} is in use. Stop the program that uses it, or choose another port with ${option}.`,
    )
  }
  if (error.code === 'EACCES')
    return new SettingError(`Port ${port} is reserved. Choose one above 1023 with ${option}.`)
  return new SettingError(
    `The hub cannot listen on ${host ?? 'the network'}: it may not be an address of this machine.`,
  )
}

function portOf(server: Server | undefined): number {
  const address = server?.address()
  return typeof address === 'object' && address ? address.port : 0
}

async function closeAll(servers: Server[]): Promise<void> {
  await Promise.all(
    servers.map(
      (server) =>
        new Promise<void>((resolve) => {
          server.close(() => resolve())
          server.closeIdleConnections()
        }),
    ),
  )
}
