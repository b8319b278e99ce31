import { chmodSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findManifest, manifestPath, type Manifest } from './manifest.ts'
import { obsoleteBackups } from './retention.ts'

/** The folder of the automatic backups: each under the UTC time it was taken at. */

const NAME = /^frontdesk-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.sqlite$/

interface StoredBackup {
  file: string
  /** Milliseconds since 1970 UTC. */
  takenAt: number
}

interface VerifiedBackup extends StoredBackup {
  manifest: Manifest
}

/** The name of a backup taken at this instant, to the second. It may stand in a file name on every system. */
export function backupName(takenAt: number): string {
  return `frontdesk-${fileTime(takenAt)}.sqlite`
}

/** An instant for a file name, e.g. `2026-11-23T08-30-00Z`: a colon must not be in one on Windows. */
export function fileTime(instant: number): string {
  return new Date(instant).toISOString().slice(0, 19).replaceAll(':', '-') + 'Z'
}

/** Makes the folder where it is not there, for this user only. */
export function prepareBackupFolder(folder: string): void {
  const made = mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (made !== undefined) chmodSync(folder, 0o700)
}

/** The backups in the folder, newest first; none where the folder cannot be read. */
function listBackups(folder: string): StoredBackup[] {
  return namesIn(folder)
    .flatMap((name) => {
      const [, day, ...time] = NAME.exec(name) ?? []
      return day === undefined
        ? []
        : [{ file: join(folder, name), takenAt: Date.parse(`${day}T${time.join(':')}Z`) }]
    })
    .sort((left, right) => right.takenAt - left.takenAt)
}

/** The file of the backup to restore: the newest that was verified, else the newest; null where there is none. */
export function bestBackup(folder: string): string | null {
  return (newestVerified(folder) ?? listBackups(folder)[0])?.file ?? null
}

/** The backups that were verified, newest first. */
export function verifiedBackups(folder: string): VerifiedBackup[] {
  return listBackups(folder).flatMap((backup) => {
    const manifest = findManifest(backup.file)
    return manifest === null ? [] : [{ ...backup, manifest }]
  })
}

/**
 * The newest backup that was verified and says what it has to be equal to; null where there is none. Of one history it is
 * the one that reaches furthest, whatever its name says: the clock may have been ahead when another one was taken.
 */
export function newestVerified(folder: string): VerifiedBackup | null {
  const verified = verifiedBackups(folder)
  const epoch = verified[0]?.manifest.epoch
  const ofHistory = verified.filter(({ manifest }) => manifest.epoch === epoch)
  return ofHistory.reduce<VerifiedBackup | null>(
    (furthest, next) => (furthest && furthest.manifest.seq >= next.manifest.seq ? furthest : next),
    null,
  )
}

/** Removes the backups that are no longer to be kept; never the newest verified one. */
export function prune(folder: string): void {
  const newest = newestVerified(folder)
  const shelved = listBackups(folder)
  const obsolete = new Set(
    obsoleteBackups(
      shelved.map(({ takenAt }) => takenAt),
      newest ? [newest.takenAt] : [],
    ),
  )
  for (const { file, takenAt } of shelved) {
    if (obsolete.has(takenAt)) removeBackup(file)
  }
}

/** Removes all but the newest so many, and never the newest verified one. */
export function keepNewest(folder: string, count: number): void {
  const newest = newestVerified(folder)?.file
  for (const { file } of listBackups(folder).slice(count)) if (file !== newest) removeBackup(file)
}

function removeBackup(file: string): void {
  rmSync(file, { force: true })
  rmSync(manifestPath(file), { force: true })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
