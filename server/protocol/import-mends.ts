import { z } from 'zod'
import { importMapping, MAX_IMPORT_COLUMNS } from './import-mapping.ts'
import { MAX_MENDED_CHARACTERS } from './import-report.ts'

/** Cells that somebody mends on screen instead of in the file: more are mended in a spreadsheet. */
const MOST_MENDED_CELLS = 2_000

/** What is to be read in place of what stands in a cell of a file. */
const mendedCell = z.strictObject({
  /** Of the file, as a report names it. */
  line: z.int().min(1),
  /** The place of the cell in its row; 0 is the first. */
  at: z
    .int()
    .min(0)
    .max(MAX_IMPORT_COLUMNS - 1),
  text: z.string().max(MAX_MENDED_CHARACTERS),
})

export type MendedCell = z.output<typeof mendedCell>

/** What stands before a file: what its columns mean, and what was mended of it. */
export const mappedHead = importMapping.safeExtend({
  mended: z.array(mendedCell).max(MOST_MENDED_CELLS).optional(),
})
