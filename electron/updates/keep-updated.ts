import { app, powerMonitor } from 'electron'
import type { AskedHub } from '../ask-hub.ts'
import { FIRST_UPDATE_LOOK_MS, UPDATE_LOOK_MS } from '../limits.ts'
import type { Log } from '../log.ts'
import { keepGiven } from './resume.ts'
import { openUpdater } from './updater.ts'
import { Updates } from './updates.ts'

interface KeptUpdated {
  askedHub: () => Promise<AskedHub>
  /** Where the app finds what it was started with, after its update. */
  profile: string
  /** Ends the hub and whatever else runs beside the window. */
  stopParts: () => Promise<void>
  log: Log
}

/** Looks for a newer version of the app soon, and from time to time, where the app is updated by itself. */
export function keepUpdated({ askedHub, profile, stopParts, log }: KeptUpdated): Updates {
  let hub: AskedHub | null = null
  const updates = new Updates({
    updater: openUpdater(() => hub, log),
    askedHub: async () => (hub = await askedHub()),
    idleSeconds: () => powerMonitor.getSystemIdleTime(),
    async prepare() {
      keepGiven(profile, process.argv.slice(1), Date.now())
      await stopParts()
      app.releaseSingleInstanceLock()
    },
    log,
  })
  if (updates.state.kind === 'off') return updates
  setTimeout(() => void updates.look(), FIRST_UPDATE_LOOK_MS)
  setInterval(() => void updates.look(), UPDATE_LOOK_MS)
  return updates
}
