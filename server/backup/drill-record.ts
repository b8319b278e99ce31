import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from './files.ts'

/** How the last drill went. */
const drillRecord = z.object({
  /** Milliseconds since 1970 UTC. */
  at: z.number(),
  /** The backup that was restored. */
  backup: z.string(),
  /** Null where it gave the data back; else why not. */
  problem: z.string().nullable(),
})

export type DrillRecord = z.output<typeof drillRecord>

const recordPath = (folder: string): string => join(folder, 'last-drill.json')

/** The last drill with the backups of this folder, or null where there was none. */
export function findDrillRecord(folder: string): DrillRecord | null {
  try {
    return drillRecord.parse(JSON.parse(readFileSync(recordPath(folder), 'utf8')))
  } catch {
    return null
  }
}

export function saveDrillRecord(folder: string, record: DrillRecord): void {
  writeWhole(recordPath(folder), `${JSON.stringify(record)}\n`)
}
