import type { IncomingMessage } from 'node:http'
import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { inPieces, readPageFiles, type PageFile } from './page-files.ts'

/** The hub's own sockets, by the host that the page came from: `'self'` has them only in newer browsers. */
const ownSockets = (['ws', 'wss'] as const).map(
  (scheme) =>
    ({ headers }: IncomingMessage) =>
      `${scheme}://${headers.host ?? ''}`,
)

/** What the desk's page may load and reach: its own files, and its hub. */
const CONTENT_SECURITY_POLICY = {
  'default-src': ["'none'"],
  // Compiling WebAssembly, for the camera's detector; it is one of our own files.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'", ...ownSockets],
  'manifest-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

const INDEX = '/index.html'

/**
 * Serves the built desk at `/`, from memory and as it was at the start, and the headers that keep it to itself. `folder` is null
 * where it was not built.
 */
export async function serveDeskPage(http: FastifyInstance, folder: string | null): Promise<void> {
  await http.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: CONTENT_SECURITY_POLICY },
    // These three mean something over TLS only; over plain HTTP they are noise in the browser's console.
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'no-referrer' },
  })
  if (folder === null) return
  for (const [address, file] of readPageFiles(folder)) {
    const addresses = address === INDEX ? ['/', INDEX] : [address]
    for (const each of addresses) http.get(each, (request, reply) => sendFile(file, request, reply))
  }
}

function sendFile(file: PageFile, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { bytes, type, etag, isHashed } = file
  void reply.headers({
    ...{ 'content-type': type, etag },
    // Built files carry their content's hash in their name; the page that names them does not.
    'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
  })
  if (isSame(request.headers['if-none-match'], etag)) return reply.code(304).send()
  return reply.header('content-length', bytes.length).send(inPieces(bytes))
}

/** Whether a client has the file already. A proxy may have made the tag a weak one. */
function isSame(noneMatch: string | undefined, etag: string): boolean {
  const tags = (noneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return tags.includes(etag) || tags.includes('*')
}
