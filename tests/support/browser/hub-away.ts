import type { BrowserContext } from 'playwright-core'

/** The line of a desk's pages to their hub, in a test's hand. */
export interface HeldLine {
  /** True while no page gets a socket; those that are open are closed. */
  setAway: (isAway: boolean) => Promise<void>
  /** While true, what the pages say does not reach the hub, and they do not know. */
  setLost: (isLost: boolean) => void
}

/** Takes the sockets of all pages that this context opens from now on into the test's hand; what goes over HTTP goes on. */
export async function holdLine(context: BrowserContext): Promise<HeldLine> {
  let isAway = false
  let isLost = false
  const open = new Set<() => Promise<void>>()
  await context.routeWebSocket(/ws\/checkins/, async (socket) => {
    const close = (): Promise<void> => socket.close({ code: 1001 })
    if (isAway) {
      await close()
      return
    }
    open.add(close)
    const hub = socket.connectToServer()
    socket.onMessage((message) => {
      if (!isLost) hub.send(message)
    })
  })
  return {
    async setAway(away) {
      isAway = away
      if (away) await Promise.all([...open].map((close) => close()))
      open.clear()
    },
    setLost(lost) {
      isLost = lost
    },
  }
}
