import { join } from 'node:path'
import { backupName } from '../../../server/backup/backup-folder.ts'
import { takeCopy } from '../../../server/backup/take-copy.ts'

/** Puts a backup of a database among the automatic ones, as if the hub had taken it at that instant. Returns its file. */
export async function shelve(database: string, folder: string, takenAt: number): Promise<string> {
  const target = join(folder, backupName(takenAt))
  await takeCopy({ database, target, takenAt, app: '0.0.0' })
  return target
}
