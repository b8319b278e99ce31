import { statSync } from 'node:fs'
import { bestBackup } from '../backup/backup-folder.ts'
import { findHead } from '../backup/head.ts'
import { databasePath } from '../platform/data-folder.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { HubSettings } from '../settings/settings.ts'
import { namesGym } from '../settings/settings-file.ts'

/**
 * Refuses to begin a new gym where one has been whose database is gone: nobody would notice that all members are, until the next
 * backup has pushed out the last good one. Throws a SettingError that names what to do.
 */
export function refuseToStartEmpty(settings: HubSettings, hasSecret: boolean): void {
  const { dataFolder, backupFolder, startsNew } = settings
  if (startsNew || sizeOf(databasePath(dataFolder)) > 0) return
  const backup = backupFolder === null ? null : bestBackup(backupFolder)
  const traces = [
    ...(backup === null ? [] : ['backups']),
    ...(hasSecret ? ['a secret'] : []),
    ...(findHead(databasePath(dataFolder)) ? ['how far its history had come'] : []),
    ...(namesGym(dataFolder) ? ['settings'] : []),
  ]
  if (traces.length === 0) return
  throw new SettingError(
    `The database in ${dataFolder} is gone, but traces of a gym are left: ${traces.join(', ')}. ` +
      `Put it back, or restore a backup: hub restore ${backup ?? 'FILE'} --data ${dataFolder}. ` +
      'To begin a new gym all the same: hub serve --new.',
  )
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}
