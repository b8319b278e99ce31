import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PARTIAL, removeDatabase } from './files.ts'

/** Says, beside the database, what is half written somewhere: after a crash it has to be found to be removed. */
const notePath = (database: string): string => join(dirname(database), 'backup-unfinished')

/** Does work that writes to `partial`, which ends in `.partial`; it is gone afterwards, however the work ends. */
export async function withPartialFile<Result>(
  database: string,
  partial: string,
  work: () => Promise<Result>,
): Promise<Result> {
  leaveNote(database, partial)
  try {
    return await work()
  } finally {
    removeDatabase(partial)
    rmSync(notePath(database), { force: true })
  }
}

/** Where the data folder's disk is full, a backup to another disk is wanted most; then it goes without the note. */
function leaveNote(database: string, partial: string): void {
  try {
    writeFileSync(notePath(database), partial, { mode: 0o600 })
  } catch {
    rmSync(notePath(database), { force: true })
  }
}

/** Removes what a process that ended in the middle of a backup has left. */
export function removePartialFiles(database: string): void {
  let partial: string
  try {
    partial = readFileSync(notePath(database), 'utf8')
  } catch {
    return
  }
  if (partial.endsWith(PARTIAL)) removeDatabase(partial)
  rmSync(notePath(database), { force: true })
}
