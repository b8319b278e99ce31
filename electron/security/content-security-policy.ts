/** What the desk's page may load and reach: its own files, and hubs wherever they are. */
const DIRECTIVES = {
  'default-src': ["'none'"],
  // Compiling WebAssembly, for the camera's detector; it is one of our own files.
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'"],
  'font-src': ["'self'"],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'", 'ws:', 'wss:', 'http:', 'https:'],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
} as const

/** The policy that goes with every answer of the app protocol, as the value of its header. */
export const CONTENT_SECURITY_POLICY = Object.entries(DIRECTIVES)
  .map(([name, sources]) => `${name} ${sources.join(' ')}`)
  .join('; ')
