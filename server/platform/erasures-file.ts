import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { z } from 'zod'
import { SettingError } from './setting-error.ts'

const shape = z.array(z.object({ id: z.string(), at: z.int() }))

/** A member who was deleted: their id, which tells nobody who they were, and when, in milliseconds since 1970 UTC. */
export type Erasure = z.output<typeof shape>[number]

const pathOf = (database: string): string => join(dirname(database), 'erasures.json')

/** Who was deleted from the gym of this database, as kept beside it, where no restored backup takes it back. */
export function readErasures(database: string): Erasure[] {
  const path = pathOf(database)
  if (!existsSync(path)) return []
  try {
    return shape.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    throw new SettingError(
      `${path} is damaged: it says which members were deleted, so that no backup brings them back. Put it back, or remove it if nobody was.`,
    )
  }
}

export function writeErasures(database: string, erasures: readonly Erasure[]): void {
  writeFileAtomic.sync(pathOf(database), `${JSON.stringify(erasures)}\n`, { mode: 0o600 })
}
