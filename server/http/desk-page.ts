import type { IncomingMessage } from 'node:http'
import helmet from '@fastify/helmet'
import serveFiles from '@fastify/static'
import type { FastifyInstance } from 'fastify'

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

/** Serves the built desk at `/`, and the headers that keep it to itself. `folder` is null where it was not built. */
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
  await http.register(serveFiles, {
    root: folder,
    index: 'index.html',
    cacheControl: false,
    setHeaders: (reply, path) => {
      // Built files carry their content's hash in their name; the page that names them does not.
      const isHashed = path.includes('/assets/') || path.includes('\\assets\\')
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
}
