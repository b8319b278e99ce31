import { readdirSync, statSync } from 'node:fs'
import { arch, cpus, freemem, platform, release, totalmem, uptime } from 'node:os'
import { join } from 'node:path'
import { newestVerified } from '../backup/backup-folder.ts'
import { freeBytes, logFolder } from '../platform/data-folder.ts'
import { readFileSettings } from '../settings/settings.ts'
import type { DecodedSettings } from '../settings/settings-table.ts'
import { HUB_LOG, logPaths } from '../observe/log-file.ts'
import { lastLines, withoutHome } from '../observe/last-lines.ts'
import { SettingError } from '../platform/setting-error.ts'
import { VERSION } from '../platform/version.ts'

/** Where a hub's data are. */
export interface DataPlaces {
  dataFolder: string
  /** Null where the hub keeps no automatic backups. */
  backupFolder: string | null
}

/** Files that the hub makes; others in the folder are somebody's own. */
const OUR_FILES = /^(frontdesk[\w.-]*\.sqlite[\w-]*|hub\.(json|lock)|settings\.json)$/

/**
 * All about a hub's data that helps to find a fault, whether the hub runs or not: versions, files, settings, the newest backup and
 * the end of the log. Nothing of a person, no secret and no text that somebody wrote is among it.
 */
export function diagnosticsOfData({ dataFolder, backupFolder }: DataPlaces, now: number): object {
  return {
    madeAt: new Date(now).toISOString(),
    app: VERSION,
    runtime: process.versions,
    system: {
      ...{ platform: platform(), release: release(), arch: arch() },
      ...{ processors: cpus().length, memoryBytes: totalmem(), freeMemoryBytes: freemem() },
      upSeconds: Math.round(uptime()),
    },
    files: orSentence(() => filesOf(dataFolder)),
    freeBytes: orSentence(() => freeBytes(dataFolder)),
    settings: orSentence(() => shownSettings(readFileSettings(dataFolder))),
    newestBackup: backupFolder === null ? null : orSentence(() => shownBackup(backupFolder)),
    log: lastLines(...logPaths(logFolder(dataFolder), HUB_LOG)),
  }
}

/** The same where the hub runs. */
export async function diagnosticsOfHub(
  places: DataPlaces,
  { now, hub, metrics }: { now: number; hub: object; metrics: () => Promise<string> },
): Promise<object> {
  const running = { upSeconds: Math.round(process.uptime()), ...hub, metrics: await metrics() }
  return {
    ...diagnosticsOfData(places, now),
    hub: JSON.parse(withoutHome(JSON.stringify(running))) as object,
  }
}

/** What cannot be had is a finding itself. */
function orSentence<Part>(read: () => Part): Part | { problem: string } {
  try {
    return read()
  } catch (error) {
    // Of a SettingError the sentence; of others the code, because their message may name a folder of somebody's.
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown'
    return { problem: error instanceof SettingError ? 'settings.json is not as it should be.' : code }
  }
}

function filesOf(folder: string): object[] {
  return readdirSync(folder)
    .filter((name) => OUR_FILES.test(name))
    .map((name) => {
      const { size, mtime } = statSync(join(folder, name))
      return { name, bytes: size, changedAt: mtime.toISOString() }
    })
}

function shownBackup(folder: string): object | null {
  const newest = newestVerified(folder)
  if (newest === null) return null
  const { app, takenAt, seq, counts, bytes } = newest.manifest
  return { app, takenAt, seq, counts, bytes }
}

/** Numbers and choices by name, so that no text of somebody's gets in; of names and texts only how many. */
function shownSettings(read: DecodedSettings): object {
  const { timeZone, cutOverHour, capacity, capacityIsHard, capacityWarnings, graceDays } = read
  const { antiPassbackMinutes, closingTime, longestStayHours, probablyGoneHours, repeatWindowMs } = read
  const { lanIsOn: on, lanPort: port, lanAddresses: addresses } = read
  return {
    ...{ timeZone, cutOverHour, capacity, capacityIsHard, capacityWarnings, graceDays },
    ...{ antiPassbackMinutes, closingTime, longestStayHours, probablyGoneHours, repeatWindowMs },
    lan: { on, port, addresses, hasOwnCertificate: read.lanCertificateFile !== undefined },
    updates: { from: read.updatesFrom, to: read.updatesTo, isElsewhere: read.updatesAddress !== null },
    locations: read.locations.length,
    plans: Object.keys(read.plans).length,
    overrideReasons: read.overrideReasons?.length ?? null,
  }
}
