import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { mayInstallAt } from '../domain/update-hours.ts'
import { OWN_UPDATES, type UpdatePlan } from '../protocol/updates.ts'
import type { HubSettings } from '../settings/settings.ts'

/** The folder that somebody copies them to; made here, so that it is found. */
export function updatesFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'updates')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** The list of a newest version, as the packages are built. */
const LIST = /^latest.*\.yml$/

/** So long nothing was done at any desk before a PC may start anew, milliseconds: a gym may be open all night. */
const QUIET_MS = 15 * 60_000

/** What PCs are told, and how it is noted that a desk is at work. */
export interface Updates {
  plan: () => UpdatePlan
  committed: (events: readonly unknown[]) => void
}

export function createUpdates(settings: HubSettings, now: () => number): Updates {
  let lastWorkAt = -Infinity
  return {
    committed(events) {
      if (events.length > 0) lastWorkAt = now()
    },
    plan: () => updatePlanAt(now(), lastWorkAt, settings),
  }
}

function updatePlanAt(
  now: number,
  lastWorkAt: number,
  { dataFolder, updates, gym }: HubSettings,
): UpdatePlan {
  const isServed =
    updates.address !== null || readdirSync(updatesFolder(dataFolder)).some((name) => LIST.test(name))
  return {
    address: isServed ? (updates.address ?? OWN_UPDATES) : null,
    mayInstall: now - lastWorkAt >= QUIET_MS && mayInstallAt(now, updates.hours, gym.closing),
  }
}
