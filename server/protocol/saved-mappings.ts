import { z } from 'zod'
import { text } from './client-frames.ts'
import type { ImportMapping } from './import-mapping.ts'
import { MAX_MAPPING_NAME_CHARACTERS } from './import-report.ts'

/** Forms of files that a gym gets: more names than these are found no faster than a file is mapped anew. */
export const MAX_SAVED_MAPPINGS = 30

export const mappingName = text(MAX_MAPPING_NAME_CHARACTERS).trim().min(1)

export const knownMapping = z.object({ name: mappingName })

/** A mapping that was kept, as a list shows it. */
export interface KeptMapping {
  name: string
  /** Columns that it imports. */
  columns: number
}

/** A mapping with the name that it was kept under. */
export interface NamedMapping {
  name: string
  mapping: ImportMapping
}
