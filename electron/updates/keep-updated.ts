import { app, powerMonitor } from 'electron'
import type { AskedHub } from '../ask-hub.ts'
import { FIRST_UPDATE_LOOK_MS, UPDATE_LOOK_MS } from '../limits.ts'
import type { Log } from '../log.ts'
import { exitNow, relaunch } from '../relaunch.ts'
import { keepGiven, takeGiven } from './resume.ts'
import { keepTried, wasTried } from './tried.ts'
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
    wasTried: (version) => wasTried(profile, version, Date.now()),
    async prepare(version) {
      keepTried(profile, version, Date.now())
      keepGiven(profile, process.argv.slice(1), Date.now())
      await stopParts()
      app.releaseSingleInstanceLock()
    },
    startAnewIn(ms) {
      setTimeout(() => {
        log.error('the newer version was not installed')
        takeGiven(profile, Date.now())
        relaunch(app)
        exitNow(app)
      }, ms)
    },
    log,
  })
  if (updates.state.kind === 'off') return updates
  setTimeout(() => void updates.look(), FIRST_UPDATE_LOOK_MS)
  setInterval(() => void updates.look(), UPDATE_LOOK_MS)
  return updates
}
