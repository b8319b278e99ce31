import Sqlite from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Tables } from './database.ts'
import type { OpenedReader } from './store.ts'

/** How long a reader waits for another connection that has the file to itself for a moment. */
const BUSY_TIMEOUT_MS = 5_000

/** Opens a database to look at it; nothing of it can be changed. Throws where it is not there or cannot be opened. */
export function openReadOnly(file: string): OpenedReader {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  // It may be anybody's: what its schema calls must not act.
  database.pragma('trusted_schema = OFF')
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  return { db, close: () => db.destroy() }
}

/**
 * The same to find damage: SQLite compares rows with the checks of their tables only where it might write. Nothing is written all the same, and
 * what a writer has left beside the file stays there as long as another reader has it open, which whoever asks must have.
 */
export function openToCheck(file: string): OpenedReader {
  const database = new Sqlite(file, { fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  database.pragma('trusted_schema = OFF')
  database.pragma('query_only = ON')
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  return { db, close: () => db.destroy() }
}

/** Loads what the first database of a thread would load. */
export function loadSqlite(): void {
  new Sqlite(':memory:').close()
}

/** An empty database of its own, gone with this process. */
export function openInMemory(): OpenedReader {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Sqlite(':memory:') }) })
  return { db, close: () => db.destroy() }
}

/**
 * Writes what is committed at this moment into `to`, which must be empty, without waiting for writers and without
 * making one wait. The same content gives the same bytes; they are not synced yet. Blocks its thread until it is done.
 */
export function copySqlite(from: string, to: string): void {
  const database = new Sqlite(from, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  try {
    database.prepare('vacuum into ?').run(to)
  } finally {
    database.close()
  }
}

/** How large a copy can be at most: the pages in use and the free ones. */
export function sizeOfSqlite(file: string): number {
  const database = new Sqlite(file, { readonly: true, fileMustExist: true, timeout: BUSY_TIMEOUT_MS })
  try {
    const [pages, bytes] = ['page_count', 'page_size'].map((name) => database.pragma(name, { simple: true }))
    return Number(pages) * Number(bytes)
  } finally {
    database.close()
  }
}
