import { completeRestore } from './swap.ts'
import { removeUnfinished } from './unfinished.ts'

/**
 * Makes the data folder whole again after a process that ended in the middle of a restore or a backup. To be called
 * by whoever has the folder's lock, before the database is opened.
 */
export function settle(database: string): void {
  completeRestore(database)
  removeUnfinished(database)
}
