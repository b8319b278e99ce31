import Sqlite from 'better-sqlite3'

/**
 * Takes the data folder for one hub, or returns null where another process has it. The lock is an open exclusive
 * transaction on a file of its own: the operating system frees it however the process ends.
 */
export function takeFolderLock(file: string): { release: () => void } | null {
  const database = new Sqlite(file, { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    throw error
  }
  return { release: () => database.close() }
}
