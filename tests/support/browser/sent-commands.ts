import type { Page } from 'playwright-core'

/** What a page says by itself, without anybody having done something. */
const BY_ITSELF = new Set(['heartbeat', 'authenticate', 'get_snapshot', 'snapshot', 'subscribe'])

/** Requests that only ask. */
const ASKING = /\.(search|get|list|history|curve|recent|handover|unseen)$/i

/**
 * All that the page tells the hub to do, in order: of a scan its code, of anything else its name. Call it before the page is
 * loaded.
 */
export function sentCommands(page: Page): string[] {
  const sent: string[] = []
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => {
      const frame = JSON.parse(String(payload)) as {
        type: string
        payload?: { code?: string; method?: string }
      }
      const name = frame.payload?.method ?? frame.payload?.code ?? frame.type
      if (!BY_ITSELF.has(name) && !ASKING.test(name)) sent.push(name)
    })
  })
  return sent
}
