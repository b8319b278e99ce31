import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { HubLimits } from '../settings/limits.ts'

/** What Node itself says to a request that did not come in time. */
const TIMED_OUT = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/**
 * Gives a body a few seconds to come: whoever sends one byte of it and waits holds a connection that others need. A route that takes
 * more than others has as long as any request, once it has let the caller in.
 */
export function boundBodyTime(
  http: FastifyInstance,
  { smallBodyMs, maxBodyBytes }: Pick<HubLimits, 'smallBodyMs' | 'maxBodyBytes'>,
): void {
  const begin = (request: FastifyRequest, reply: FastifyReply): void => {
    if (!hasBody(request)) return
    const timer = setTimeout(() => cutUnfinished(request, reply), smallBodyMs).unref()
    request.raw.once('close', () => clearTimeout(timer))
  }
  http.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.bodyLimit <= maxBodyBytes) begin(request, reply)
    done()
  })
  // Answered before it has all come: it was not let in.
  http.addHook('onResponse', (request, reply, done) => {
    if (!request.raw.complete) begin(request, reply)
    done()
  })
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0'
}

function cutUnfinished({ raw }: FastifyRequest, reply: FastifyReply): void {
  if (raw.complete) return
  const { socket } = raw
  if (reply.raw.headersSent) socket.destroy()
  else socket.end(TIMED_OUT, () => socket.destroy())
}
