import { HubError } from '../protocol/errors.ts'
import type { StorageReason } from '../protocol/server-frames.ts'

/** SQLite results that mean the disk, not the request, is at fault, and what that is called. */
const REASONS: readonly [codes: RegExp, reason: StorageReason][] = [
  [/^DATABASE_GONE/, 'database_gone'],
  [/^SQLITE_FULL/, 'disk_full'],
  [/^SQLITE_READONLY/, 'disk_read_only'],
  [/^SQLITE_(CORRUPT|NOTADB)/, 'database_damaged'],
  [/^SQLITE_(IOERR|CANTOPEN|NOMEM|BUSY|LOCKED|PROTOCOL)/, 'disk_failing'],
]

/** The database is not the one that was written last: what is written now would be lost, or be in another history. */
export class DatabaseGone extends Error {
  /** As SQLite's own results, so that it is known for a fault of the disk. */
  readonly code = 'DATABASE_GONE'
}

/** What is wrong with the disk, or null where an error says nothing of it. */
export function storageReasonOf(error: unknown): StorageReason | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return REASONS.find(([codes]) => codes.test(code))?.[1] ?? null
}

/** The error to answer with: a fault of the disk is `storage_unavailable`, everything else stays what it is. */
export function asStorageError(error: unknown): unknown {
  if (storageReasonOf(error) === null) return error
  const problem = new HubError(
    'storage_unavailable',
    'The hub cannot write to its disk. Nothing was recorded.',
  )
  problem.cause = error
  return problem
}
