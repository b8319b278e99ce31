import { HubError } from '../../../protocol/errors.ts'

/** Refuses a file for what stands in one line of it. `cause` goes on from the column's name, and says what to do. */
export function refusedAt(line: number, column: string | null, cause: string): HubError {
  const place = [`Line ${line}:`, ...(column === null ? [] : [column])].join(' ')
  return new HubError('invalid_message', `${place} ${cause}`, { line, ...(column !== null && { column }) })
}
