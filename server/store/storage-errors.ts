import { HubError } from '../protocol/errors.ts'
import type { StorageReason } from '../protocol/server-frames.ts'

/** Results of SQLite, and of PostgreSQL after them, that mean the disk or the way to it and not the request is at fault, and what that is called. */
const REASONS: readonly [codes: RegExp, reason: StorageReason][] = [
  [/^DATABASE_GONE/, 'database_gone'],
  // The server is gone, takes nobody more, kept a group waiting for too long, or has other tables than this connection knows.
  [/^(DATABASE_AWAY|08...|57P0[1-3]|53300|55P03|57014|25P03)/, 'database_away'],
  [/^(SQLITE_FULL|53100)/, 'disk_full'],
  [/^(SQLITE_READONLY|25006)/, 'disk_read_only'],
  [/^(SQLITE_(CORRUPT|NOTADB)|XX00[12])/, 'database_damaged'],
  [/^(SQLITE_(IOERR|CANTOPEN|NOMEM|BUSY|LOCKED|PROTOCOL)|58030)/, 'disk_failing'],
]

/** The database is not the one that was written last: what is written now would be lost, or be in another history. */
export class DatabaseGone extends Error {
  /** As SQLite's own results, so that it is known for a fault of the disk. */
  readonly code = 'DATABASE_GONE'
}

/** The database has less than was acknowledged. It may get as far again by what others write, but that is another history. */
export class HistoryLost extends DatabaseGone {
  constructor() {
    super(
      'The database has less than was acknowledged, as a standby has that was promoted too soon. Stop all hubs on it, and start them again to go on with what it has.',
    )
  }
}

/** What is wrong with the disk, or null where an error says nothing of it. */
export function storageReasonOf(error: unknown): StorageReason | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return REASONS.find(([codes]) => codes.test(code))?.[1] ?? null
}

const AWAY =
  'The database does not answer, or another hub keeps it busy. Nothing was recorded. Try again in a moment.'
const DISK = 'The hub cannot write to its disk. Nothing was recorded.'

/** The error to answer with: a fault of the disk or of the database's server is `storage_unavailable`, everything else stays what it is. */
export function asStorageError(error: unknown): unknown {
  const reason = storageReasonOf(error)
  if (reason === null) return error
  const problem = new HubError('storage_unavailable', reason === 'database_away' ? AWAY : DISK)
  problem.cause = error
  return problem
}
