import { createServer, type RequestListener, type Server } from 'node:http'
import type { Gateway } from './gateway/gateway.ts'
import { SettingError } from './setting-error.ts'

/** Time for a client to send its headers, and a whole request: nobody keeps a connection by dripping bytes. */
const HEADERS_TIMEOUT_MS = 5_000
const REQUEST_TIMEOUT_MS = 60_000

/** Everything, IPv4 and IPv6: includes loopback. */
const ANY_HOST = new Set(['0.0.0.0', '::'])

const LOOPBACK = '127.0.0.1'

interface ListenerParts {
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
  let { port } = parts
  try {
    for (const host of hosts) {
      const server = await listenOn(parts, host, port)
      servers.push(server)
      port = portOf(server)
    }
  } catch (error) {
    await closeAll(servers)
    throw error
  }
  return { port, close: () => closeAll(servers) }
}

function listenOn({ handle, gateway }: ListenerParts, host: string, port: number): Promise<Server> {
  const server = createServer(
    { headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
    handle,
  )
  server.on('upgrade', (request, connection, head) => gateway.upgrade(request, connection, head))
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, host, port)))
    server.listen(port, host, () => resolve(server))
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
