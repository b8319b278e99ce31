import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { PAGE_ORIGIN, toAppAddress } from './addresses.ts'

type Handler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, Handler>()
const privileged = new Set<string>()

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly { scheme: string }[]): void {
    for (const { scheme } of schemes) privileged.add(`${scheme}:`)
  },
  handle(scheme: string, handler: Handler): void {
    if (!privileged.has(`${scheme}:`)) throw new Error(`stand-in: ${scheme} was not registered before ready`)
    handlers.set(`${scheme}:`, handler)
  },
}

/** Listens where Chromium is made to find the app's pages, and answers from the app's own handler. */
export async function startPageServer(): Promise<{ port: number; server: Server }> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      process.stderr.write(`stand-in: ${String(error)}\n`)
      response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { port: (server.address() as AddressInfo).port, server: server.unref() }
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const address = toAppAddress(`${PAGE_ORIGIN}${request.url ?? '/'}`)
  const handler = handlers.get(new URL(address).protocol)
  if (!handler) throw new Error(`no handler for ${address}`)
  const answered = await handler(new Request(address, { method: request.method ?? 'GET' }))
  response.writeHead(answered.status, Object.fromEntries(answered.headers))
  response.end(Buffer.from(await answered.arrayBuffer()))
}
