import { HubError } from '../../../protocol/errors.ts'
import {
  IMPORT_REFUSALS,
  type ImportRefusal,
  type ImportRefusalCode,
} from '../../../protocol/import-refusals.ts'

/** Behind the columns of another product's file, in the file of its rest: what has to be mended. */
export const REASON_COLUMN = 'why_not_imported'

/** Why a row is refused: by its code, or in a sentence where no screen ever shows it. */
export type Cause = ImportRefusal | string

export function because(code: ImportRefusalCode, fields: ImportRefusal['fields'] = {}): ImportRefusal {
  return { code, fields }
}

/** Refuses a file for what stands in one line of it. `cause` goes on from the column's name, and says what to do. */
export function refusedAt(line: number, column: string | null, cause: Cause): HubError {
  const place = [`Line ${line}:`, ...(column === null ? [] : [column])].join(' ')
  const why = typeof cause === 'string' ? undefined : cause
  return new HubError('invalid_message', `${place} ${sentenceOf(cause)}`, {
    ...{ line, ...(column !== null && { column }), ...(why && { why }) },
  })
}

function sentenceOf(cause: Cause): string {
  if (typeof cause === 'string') return cause
  const { code, fields } = cause
  return IMPORT_REFUSALS[code].replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(fields[name] ?? ''))
}

/** What two rows of a file may not share. */
const SHARED = { id: 'id_twice', credentials: 'card_twice' } as const

/** Refuses a line for what the line `before` has too. */
export function sharedBy(line: number, column: keyof typeof SHARED, before: number): HubError {
  return refusedAt(line, column, because(SHARED[column], { before }))
}
