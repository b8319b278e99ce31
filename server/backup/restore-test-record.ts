import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from './files.ts'

/** How the last restore test went. */
const restoreTestRecord = z.object({
  /** Milliseconds since 1970 UTC. */
  at: z.number(),
  /** The backup that was restored. */
  backup: z.string(),
  /** Null where it gave the data back; else why not. */
  problem: z.string().nullable(),
})

export type RestoreTestRecord = z.output<typeof restoreTestRecord>

const recordPath = (folder: string): string => join(folder, 'last-restore-test.json')

/** The last restore test with the backups of this folder, or null where there was none. */
export function findRestoreTestRecord(folder: string): RestoreTestRecord | null {
  try {
    return restoreTestRecord.parse(JSON.parse(readFileSync(recordPath(folder), 'utf8')))
  } catch {
    return null
  }
}

export function saveRestoreTestRecord(folder: string, record: RestoreTestRecord): void {
  writeWhole(recordPath(folder), `${JSON.stringify(record)}\n`)
}
