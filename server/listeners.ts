import { createServer, type RequestListener, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { boundConnections, type ConnectionBounds } from './connection-bounds.ts'
import type { Gateway } from './gateway/gateway.ts'
import { SettingError } from './setting-error.ts'

/** Time for a client to send its headers, and a whole request: nobody keeps a connection by dripping bytes. */
const HEADERS_TIMEOUT_MS = 5_000
const REQUEST_TIMEOUT_MS = 60_000

/** How often Node looks for requests that are over their time; its own half minute would be longer than they are. */
const TIMEOUT_CHECK_MS = 1_000

/** A request's headers: a token of 4 KiB, what browsers add, and as much again. */
const MAX_HEADER_BYTES = 16 * 1024

/**
 * Connections that the system keeps ready for us, all of which are taken in one turn: a hundred desks that come back at
 * once, and no thousand strangers. Whoever finds it full is tried again by their own system a second later.
 */
const BACKLOG = 128

/** Everything, IPv4 and IPv6: includes loopback. */
const ANY_HOST = new Set(['0.0.0.0', '::'])

const LOOPBACK = '127.0.0.1'

interface ListenerParts extends ConnectionBounds {
  host: string
  port: number
  handle: RequestListener
  gateway: Pick<Gateway, 'upgrade'>
}

/**
 * Listens on loopback always, and on `host` beside it. Port 0 takes a free one. Throws a SettingError where the port
 * is taken or the address is not this machine's.
 */
export async function listen(parts: ListenerParts): Promise<{ port: number; close: () => Promise<void> }> {
  const others = parts.host === LOOPBACK || parts.host === 'localhost' ? [] : [parts.host]
  const hosts = ANY_HOST.has(parts.host) ? [parts.host] : [LOOPBACK, ...others]
  const servers: Server[] = []
  const admit = boundConnections(parts)
  let { port } = parts
  try {
    for (const host of hosts) {
      const server = await listenOn({ ...parts, admit }, host, port)
      servers.push(server)
      port = portOf(server)
    }
  } catch (error) {
    await closeAll(servers)
    throw error
  }
  return { port, close: () => closeAll(servers) }
}

interface ServerParts extends ListenerParts {
  admit: (connection: Socket) => void
}

function listenOn({ handle, gateway, admit }: ServerParts, host: string, port: number): Promise<Server> {
  const times = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: TIMEOUT_CHECK_MS,
  }
  const server = createServer({ ...times, maxHeaderSize: MAX_HEADER_BYTES }, handle)
  server.on('connection', admit)
  server.on('upgrade', (request, connection, head) => gateway.upgrade(request, connection, head))
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)))
    server.listen({ port, host, backlog: BACKLOG }, () => resolve(server))
  })
}

function explained(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new SettingError(
      `Port ${port} of ${host} is in use. Stop what uses it, or choose another with --port.`,
    )
  }
  if (error.code === 'EACCES')
    return new SettingError(`Port ${port} is reserved. Choose one above 1023 with --port.`)
  return new SettingError(`The hub cannot listen on ${host}: is it an address of this machine?`)
}

function portOf(server: Server): number {
  const address = server.address()
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
