import react from '@vitejs/plugin-react'
import { join } from 'node:path'
import { createLogger, createServer } from 'vite'
import { ROOT } from './project.ts'

/** What the desk asks its hub for, wherever the page came from. */
const OF_THE_HUB = ['/api', '/ws', '/healthz', '/readyz', '/metrics']

/**
 * Serves the desk's page from its sources, with reload on every save, and hands what is the hub's on to the hub: to the
 * hub the page is its own. Resolves with the port.
 */
export async function startDeskServer(hubAddress: string): Promise<number> {
  const log = createLogger('warn')
  const server = await createServer({
    configFile: false,
    root: join(ROOT, 'renderer'),
    cacheDir: join(ROOT, '.cache/vite'),
    plugins: [react()],
    customLogger: {
      ...log,
      // A hub that is being started again is no news, and the page says so itself.
      error: (message, options) => {
        if (!message.includes('proxy')) log.error(message, options)
      },
    },
    server: {
      host: '127.0.0.1',
      proxy: Object.fromEntries(OF_THE_HUB.map((path) => [path, { target: hubAddress, ws: path === '/ws' }])),
    },
  })
  await server.listen()
  const address = server.httpServer?.address()
  if (typeof address !== 'object' || address === null) throw new Error('The page could not be served.')
  return address.port
}
