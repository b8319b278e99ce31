/** What the desk's page may load and reach: its own files, and its hub. */
const DIRECTIVES = {
  'default-src': ["'none'"],
  // Compiling WebAssembly, for the camera's detector; it is one of our own files.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const

/** A hub of this PC: its port is known only when it is ready, and the page is there before. */
const ON_THIS_PC = ['http://127.0.0.1:*', 'ws://127.0.0.1:*']

/**
 * The policy that goes with every answer of the app protocol, as the value of its header. `hub` is the address of the page's hub, null
 * for one of this PC.
 */
export function contentSecurityPolicy(hub: string | null): string {
  const directives = {
    ...DIRECTIVES,
    'connect-src': ["'self'", ...(hub === null ? ON_THIS_PC : sourcesOf(hub))],
  }
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${sources.join(' ')}`)
    .join('; ')
}

/** The hub over HTTP and by a socket. A policy cannot name an IPv6 address: there the scheme has to do. */
function sourcesOf(hub: string): string[] {
  const { protocol, host, hostname } = new URL(hub)
  const socketProtocol = protocol.replace('http', 'ws')
  if (hostname.startsWith('[')) return [protocol, socketProtocol]
  return [`${protocol}//${host}`, `${socketProtocol}//${host}`]
}
