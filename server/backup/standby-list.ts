import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writeWhole } from './files.ts'

/** Which desks are the PCs that keep a copy. Beside the database: the next hub begins without them, and no restored backup makes one. */
const listed = z.array(z.object({ deskId: z.string() }))

const pathOf = (dataFolder: string): string => join(dataFolder, 'standbys.json')

/** None where the file cannot be read: nobody gets a copy by it then. */
export function readStandbys(dataFolder: string): string[] {
  try {
    return listed.parse(JSON.parse(readFileSync(pathOf(dataFolder), 'utf8'))).map(({ deskId }) => deskId)
  } catch {
    return []
  }
}

/** Puts this list in the place of the one before. */
export function writeStandbys(dataFolder: string, deskIds: readonly string[]): void {
  writeWhole(pathOf(dataFolder), JSON.stringify(deskIds.map((deskId) => ({ deskId }))))
}
