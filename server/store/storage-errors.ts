import { HubError } from '../protocol/errors.ts'

/** SQLite results that mean the disk, not the request, is at fault. */
const STORAGE_CODES = /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|NOMEM|BUSY|LOCKED|PROTOCOL)/

/** The error to answer with: a fault of the disk is `storage_unavailable`, everything else stays what it is. */
export function asStorageError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!STORAGE_CODES.test(code)) return error
  const problem = new HubError(
    'storage_unavailable',
    'The hub cannot write to its disk; nothing was recorded.',
  )
  problem.cause = error
  return problem
}
