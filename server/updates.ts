import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { mayInstallAt, type UpdateHours } from './domain/update-hours.ts'
import { OWN_UPDATES, type UpdatePlan } from './protocol/updates.ts'
import type { HubSettings } from './settings.ts'

/** When and from where the PCs of this gym get newer versions of the app. */
export interface UpdateSettings {
  /** Where they are, ending in `/`; null for the folder of this hub. */
  address: string | null
  hours: UpdateHours
}

/** The folder that somebody copies them to; made here, so that it is found. */
export function updatesFolder(dataFolder: string): string {
  const folder = join(dataFolder, 'updates')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** The list of a newest version, as the packages are built. */
const LIST = /^latest.*\.yml$/

/** What PCs are told. */
export function updatePlanAt(now: number, { dataFolder, updates, gym }: HubSettings): UpdatePlan {
  const isServed =
    updates.address !== null || readdirSync(updatesFolder(dataFolder)).some((name) => LIST.test(name))
  return {
    address: isServed ? (updates.address ?? OWN_UPDATES) : null,
    mayInstall: mayInstallAt(now, updates.hours, gym.closing),
  }
}
