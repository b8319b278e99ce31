import { HubError } from '../../../protocol/errors.ts'

/** Behind the columns of another product's file, in the file of its rest: what has to be mended. */
export const REASON_COLUMN = 'why_not_imported'

/** Refuses a file for what stands in one line of it. `cause` goes on from the column's name, and says what to do. */
export function refusedAt(line: number, column: string | null, cause: string): HubError {
  const place = [`Line ${line}:`, ...(column === null ? [] : [column])].join(' ')
  return new HubError('invalid_message', `${place} ${cause}`, { line, ...(column !== null && { column }) })
}

/** What two rows of a file may not share, and why it is refused. */
const SHARED = {
  id: 'is that of line {before} too. Two lines are two members: empty one of the ids.',
  credentials:
    'has a card of line {before} too (large and small letters are the same, a blank begins another card, and ]C1 or the like before a code is from the reader). Two members have no card together: take it from one of them.',
}

/** Refuses a line for what the line `before` has too. */
export function sharedBy(line: number, column: keyof typeof SHARED, before: number): HubError {
  return refusedAt(line, column, SHARED[column].replace('{before}', String(before)))
}
