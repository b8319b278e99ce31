import { completeRestore } from './restore-swap.ts'
import { removePartialFiles } from './partial-files.ts'

/**
 * Makes the data folder whole again after a process that ended in the middle of a restore or a backup. To be called
 * by whoever has the folder's lock, before the database is opened.
 */
export function recover(database: string): void {
  completeRestore(database)
  removePartialFiles(database)
}
