import { createServer, type TLSSocket } from 'node:tls'
import { openIdentity } from '../../../server/network/tls-identity.ts'

/**
 * Somebody in the hub's place who has another key: `node false-hub.ts FOLDER PORT`. Says on stdout, a line of JSON each, how
 * often somebody came and every byte of what they said under TLS.
 */
const [folder = '', port = ''] = process.argv.slice(2)

const identity = await openIdentity({ dataFolder: folder, own: null, names: ['10.77.0.1'], now: Date.now() })
const say = (what: object): void => void process.stdout.write(`${JSON.stringify(what)}\n`)
let came = 0

const server = createServer({ key: identity.key, cert: identity.certificate }, (socket: TLSSocket) => {
  socket.on('error', () => undefined)
  socket.setEncoding('utf8').on('data', (heard: string) => say({ heard }))
})
server.on('connection', () => say({ came: ++came }))
server.on('tlsClientError', () => undefined)
server.listen(Number(port), () => say({ listens: true }))
