import Sqlite from 'better-sqlite3'
import { Kysely, sql, SqliteAdapter, SqliteDialect, type DialectAdapter } from 'kysely'
import type { Db, Tables } from './database.ts'
import { runDirectlyIn } from './prepared.ts'
import { storageReasonOf } from './storage-errors.ts'
import type { OpenedStore } from './store.ts'
import { transactAtOnce, type AtOnce, type Transact } from './transact.ts'
import { CREATE_RECENT_VISITS } from './visit-history.ts'

/** How long one statement waits for another process that reads the file, e.g. a backup program. */
const BUSY_TIMEOUT_MS = 5_000

/** Below this version a checkpoint beside a second connection may lose committed pages (the WAL-reset fault). */
const MINIMUM_SQLITE = [3, 51, 3] as const

/** Marks the file as ours to tools that look at its header: "AVGF". */
export const APPLICATION_ID = 0x41564746

/** The log is cut back to this size after a checkpoint, so that one busy hour does not keep the disk for ever. */
export const JOURNAL_SIZE_LIMIT_BYTES = 64 * 1024 * 1024

/**
 * Opens the SQLite file, makes it durable and asserts that it is: write-ahead log, a sync at every commit, foreign
 * keys, an SQLite without the WAL-reset fault, no damage that a quick look finds. Throws where the file cannot be opened
 * or a promise does not hold.
 */
export function openSqlite(file: string): OpenedStore {
  let opened = open(file)
  let changesBefore = 0
  return {
    get db() {
      return opened.db
    },
    get writing() {
      return opened.db
    },
    get transact() {
      return opened.transact
    },
    inTransaction: () => opened.database.inTransaction,
    changes: () => changesBefore + opened.changes(),
    async reopen() {
      const before = opened
      opened = open(file, { fileMustExist: true })
      changesBefore += before.changes()
      await before.db.destroy()
    },
    close: () => opened.db.destroy(),
  }
}

interface Opened {
  database: Sqlite.Database
  db: Db
  transact: Transact
  changes: () => number
}

function open(file: string, options: Sqlite.Options = {}): Opened {
  const database = new Sqlite(file, { ...options, timeout: BUSY_TIMEOUT_MS })
  try {
    // Before anything is written: a damaged file is left as it is.
    assertUndamaged(database, file)
    makeDurable(database)
    assertDurable(database)
    database.exec(CREATE_RECENT_VISITS)
  } catch (error) {
    database.close()
    throw error
  }
  const kept = withKeptStatements(database)
  const dialect = new DurableSqliteDialect({ database: kept })
  const db = new Kysely<Tables>({ dialect })
  runDirectlyIn(db, (text) => {
    const statement = kept.prepare(text)
    const send = (values: readonly unknown[]): void => void statement.run(values)
    if (statement.reader) return { send, run: (values) => statement.all(values) }
    return {
      send,
      run(values) {
        send(values)
        return []
      },
    }
  })
  const changes = database.prepare('select total_changes()').pluck()
  const transact = transactAtOnce(db, dialect, statementsOf(database))
  return { database, db, transact, changes: () => Number(changes.get()) }
}

function statementsOf(database: Sqlite.Database): AtOnce {
  const begin = database.prepare('begin')
  const commit = database.prepare('commit')
  const rollback = database.prepare('rollback')
  return {
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    rollback() {
      if (database.inTransaction) rollback.run()
    },
  }
}

/** Brings all of the log into the file, so that it is whole without one beside it. */
export async function endLog(db: Db): Promise<void> {
  await sql`pragma journal_mode = delete`.execute(db)
}

/**
 * Brings all of the log into the file and empties it, so that nothing that was overwritten is left in it. False where somebody reads the
 * database: nobody waits for them here, since everything else would wait too. `emptied` is told before anything else is done.
 */
export async function truncateLog(db: Db, emptied: () => void): Promise<boolean> {
  await sql`pragma busy_timeout = 0`.execute(db)
  try {
    const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
    const isDone = rows[0]?.busy === 0
    if (isDone) emptied()
    return isDone
  } finally {
    await sql`pragma busy_timeout = ${sql.lit(BUSY_TIMEOUT_MS)}`.execute(db)
  }
}

/** Looks through all pages; indexes are compared with their tables by the longer check of a backup. */
function assertUndamaged(database: Sqlite.Database, file: string): void {
  let found: unknown
  try {
    found = database.pragma('quick_check(1)', { simple: true })
  } catch (error) {
    if (storageReasonOf(error) !== 'database_damaged') throw error
    found = (error as Error).message
  }
  if (found !== 'ok') {
    throw new DamagedDatabase(file, found)
  }
}

/** The file is not what SQLite wrote; nothing of it is served. */
export class DamagedDatabase extends Error {
  /** As SQLite's own results, so that it is known for a fault of the disk. */
  readonly code = 'SQLITE_CORRUPT'

  constructor(file: string, found: unknown) {
    super(`The database ${file} is damaged. Restore a backup: hub restore FILE.`, { cause: found })
  }
}

function makeDurable(database: Sqlite.Database): void {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('fullfsync = ON')
  database.pragma('checkpoint_fullfsync = ON')
  database.pragma('foreign_keys = ON')
  database.pragma('secure_delete = ON')
  database.pragma('trusted_schema = OFF')
  database.pragma('temp_store = MEMORY')
  database.pragma(`journal_size_limit = ${JOURNAL_SIZE_LIMIT_BYTES}`)
  // Only where it is not there yet: a file that is then refused for its version stays as it is, to the byte.
  const isMarked = database.pragma('application_id', { simple: true }) === APPLICATION_ID
  if (!isMarked) database.pragma(`application_id = ${APPLICATION_ID}`)
}

/** The library's own default in WAL mode is NORMAL, which may lose acknowledged commits at a power cut. */
function assertDurable(database: Sqlite.Database): void {
  const version = String(database.prepare('select sqlite_version()').pluck().get())
  const isNewEnough = compareVersions(version.split('.').map(Number), MINIMUM_SQLITE) >= 0
  const promises: [holds: boolean, promise: string][] = [
    [database.pragma('journal_mode', { simple: true }) === 'wal', 'journal_mode is WAL'],
    [database.pragma('synchronous', { simple: true }) === 2, 'synchronous is FULL'],
    [database.pragma('foreign_keys', { simple: true }) === 1, 'foreign_keys is ON'],
    [isNewEnough, `SQLite is at least ${MINIMUM_SQLITE.join('.')}, not ${version}`],
  ]
  const broken = promises.filter(([holds]) => !holds).map(([, promise]) => promise)
  if (broken.length > 0) throw new Error(`The database is missing required settings: ${broken.join(', ')}.`)
}

function compareVersions(left: readonly number[], right: readonly number[]): number {
  const difference = right.map((part, index) => (left[index] ?? 0) - part).find((part) => part !== 0)
  return difference ?? 0
}

/** Texts that are kept as prepared statements; ours are a few dozen, so more would be a leak. */
const MAX_KEPT_STATEMENTS = 500

/** Keeps each statement by its text: preparing one costs more than running it. */
function withKeptStatements(database: Sqlite.Database): Pick<Sqlite.Database, 'prepare' | 'close'> {
  const kept = new Map<string, Sqlite.Statement>()
  const prepare = (text: string): Sqlite.Statement => {
    const known = kept.get(text)
    if (known) return known
    if (kept.size >= MAX_KEPT_STATEMENTS) kept.clear()
    const statement = database.prepare(text)
    kept.set(text, statement)
    return statement
  }
  return { prepare: prepare as Sqlite.Database['prepare'], close: () => database.close() }
}

/** SQLite does roll back schema changes; kysely says it does not, and would run migrations in no transaction. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class DurableSqliteDialect extends SqliteDialect {
  override createAdapter(): DialectAdapter {
    return new TransactionalDdlAdapter()
  }
}
