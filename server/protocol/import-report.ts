import type { Encoding } from './encodings.ts'
import type { ErrorCode, ErrorDetails } from './errors.ts'
import type { ImportRefusal } from './import-refusals.ts'

/**
 * What a file is sent as together with its mapping and what was mended of it: those as JSON in the first line, then the file's own bytes. One body, because the
 * two are about each other, and no multipart, which would have to be copied to be read.
 */
export const MAPPED_FILE_TYPE = 'application/vnd.av-gym.mapped-file'

/** How an import is answered that is watched: a line of JSON each time it has come further, and one at its end. Whoever hangs up ends it. */
export const WATCHED_IMPORT_TYPE = 'application/x-ndjson'

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const ZIP_TYPE = 'application/zip'

/** Characters of the name that a mapping is kept under. */
export const MAX_MAPPING_NAME_CHARACTERS = 40

/** Characters of a cell that is mended on screen: a longer one is a note, and is mended in the file. */
export const MAX_MENDED_CHARACTERS = 500

/** What becomes of a row of another product's file: exactly one of these. */
export const DISPOSITIONS = [
  'added',
  'changed',
  /** It is as it was. */
  'unchanged',
  'blank',
  /** It adds up others. */
  'sum',
  /** The mapping leaves it out: a lead, somebody who was deleted. */
  'left_out',
  'refused',
] as const

export type Disposition = (typeof DISPOSITIONS)[number]

export interface RowOutcome {
  /** In the file. */
  line: number
  what: Disposition
  /** Our columns of a member we have that get another value. */
  columns?: string[]
  /** Why it is refused: a sentence that begins with the line and the file's own column. */
  message?: string
  column?: string | null
  /** What stands there, where that can be mended by sending another text for it. */
  cell?: { at: number; text: string }
  /** The same by its code, for a screen to say in another language; missing where there is none. */
  why?: ImportRefusal
}

/** How far an import is. What does not come to its end is taken back. */
export interface ImportProgress {
  step: 'looking' | 'writing' | 'taking_back'
  /** How much of the step is done, 0 to 1. */
  share: number
  /** The line of the file that it has come to; where it is taken back, members who went back. */
  count: number
}

/** A line of the answer to a watched import. */
export type WatchedLine<Result = unknown> =
  | { progress: ImportProgress }
  | { result: Result }
  | { error: { code: ErrorCode; message: string; details?: ErrorDetails } }

export interface ImportReport {
  /** True where nothing was changed. */
  isPreview: boolean
  encoding: Encoding
  counts: Record<Disposition, number>
  rows: RowOutcome[]
  /** Names what would be done: an import that is to be exactly that gives it back. */
  plan: string
  /** The refused rows as they stood in the file, with the reason, as CSV; null where there are none. */
  rest: string | null
}
