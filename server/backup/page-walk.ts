import { DamagedDatabase } from '../store/open-sqlite.ts'
import { findFirstDamage } from '../store/integrity.ts'
import { openReadOnly } from '../store/open-copy.ts'
import { storageReasonOf } from '../store/storage-errors.ts'
import { runInWorker } from './in-worker.ts'

/** A page that the disk has lost is known of after so long, and the time that reading the file takes. */
const WALK_EVERY_MS = 5 * 60_000

interface WalkParts {
  database: string
  every: (ms: number, callback: () => void) => () => void
  /** Told of damage, each time that it is found. */
  damaged: (error: Error) => void
  log: { debug: (about: object, text: string) => void }
}

/** Reads through the file of a database in use, in a thread of its own, again and again. Returns how to stop. */
export function walkPages({ database, every, damaged, log }: WalkParts): () => Promise<void> {
  const closing = new AbortController()
  let walk: Promise<void> | null = null
  const stop = every(WALK_EVERY_MS, () => {
    walk ??= runInWorker('findPageDamage', { database }, closing.signal)
      .then((found) => {
        if (found !== null) damaged(new DamagedDatabase(database, found))
      })
      .catch((error: unknown) => log.debug({ err: error }, 'the database could not be read through'))
      .finally(() => (walk = null))
  })
  return async () => {
    stop()
    closing.abort(new Error('The hub is closing.'))
    await walk
  }
}

/** The first damage among all pages of a database, as SQLite says it, or null. Blocks its thread while it reads. */
export async function findPageDamage({ database }: { database: string }): Promise<string | null> {
  const reader = openReadOnly(database)
  try {
    return await findFirstDamage(reader.db)
  } catch (error) {
    if (error instanceof Error && storageReasonOf(error) === 'database_damaged') return error.message
    throw error
  } finally {
    await reader.close()
  }
}
