import { statSync, type BigIntStats } from 'node:fs'
import { JOURNAL_SIZE_LIMIT_BYTES } from '../store/open-sqlite.ts'
import { DatabaseGone } from '../store/storage-errors.ts'
import type { GroupWriter } from '../store/write.ts'

/** How often is looked: what is acknowledged into a file that is gone is lost, so it must be little. */
const LOOK_MS = 1_000

interface FileParts {
  database: string
  writer: Pick<GroupWriter, 'doubt'>
  every: (ms: number, callback: () => void) => () => void
}

/** The files that the hub works on, as they are watched. */
export interface DatabaseFiles {
  /** Looks now; what is written is refused from then on where a file is not the one that was opened. */
  look: () => void
  /** Whether database and log are the files that were opened, whatever is in them. */
  areThere: () => boolean
  /** Says that the hub itself has just emptied the log. */
  logEmptied: () => void
  stop: () => void
}

/**
 * Watches that the database and its log are where they were, the same and not cut. A file that was removed or replaced goes on
 * taking what is written as long as it is open, and all of that is gone with the process.
 */
export function watchDatabaseFiles({ database, writer, every }: FileParts): DatabaseFiles {
  const logFile = watchFile(`${database}-wal`, JOURNAL_SIZE_LIMIT_BYTES)
  const watched = [watchFile(database, Infinity), logFile]
  const look = (): void => {
    const wrong = watched.map((file) => file.look()).find((found) => found !== null)
    if (wrong !== undefined) writer.doubt(new DatabaseGone(wrong))
  }
  return {
    look,
    areThere: () => watched.every((file) => file.isThere()),
    logEmptied: logFile.wasCut,
    stop: every(LOOK_MS, look),
  }
}

/** One file, which may be cut to `limit` bytes and no further. */
function watchFile(path: string, limit: number) {
  let known = find(path)
  const isThere = (): boolean => {
    const found = find(path)
    return (
      found !== undefined && (known === undefined || (found.ino === known.ino && found.dev === known.dev))
    )
  }
  return {
    isThere,
    /** It may be shorter than it was, this once; another file in its place stays one. */
    wasCut: (): void => {
      if (known && isThere()) known.size = 0n
    },
    /** What is wrong with it, as a sentence, or null. */
    look(): string | null {
      const found = find(path)
      if (found === undefined) return known === undefined ? null : `The file ${path} was removed.`
      if (!isThere()) return `The file ${path} was replaced by another one.`
      const least = Math.min(Number(known?.size ?? 0), limit)
      known = found
      return Number(found.size) < least ? `The file ${path} was cut.` : null
    },
  }
}

/** A disk that does not answer has no file either. */
function find(path: string): BigIntStats | undefined {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
