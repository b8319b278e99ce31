import type { DatabaseFiles } from '../health/database-file.ts'
import type { Environment } from '../platform/clock.ts'
import type { Logger } from '../observe/logger.ts'
import { truncateLog } from '../store/open-sqlite.ts'
import type { NamedEvent } from '../store/event-log.ts'
import type { OpenedStore } from '../store/store.ts'
import type { GroupWriter } from '../store/write.ts'
import { logFailure } from './log-failure.ts'

/** How soon it is tried again where somebody reads the database, as a backup does: well within the minute that is promised. */
const TRY_EVERY_MS = 5_000

interface TraceParts {
  writer: GroupWriter
  store: OpenedStore
  files: Pick<DatabaseFiles, 'logEmptied'>
  every: Environment['every']
  log: Logger
}

/**
 * After a member was deleted, what the log beside the database still has of them goes: in the database itself SQLite writes zeros over it.
 * At the start too, since a hub may have ended in between. Returns how to stop.
 */
export function eraseTraces({ writer, store, files, every, log }: TraceParts): () => void {
  const failed = logFailure(log, 'truncating the log failed')
  let isDue = true
  const attempt = (): void => {
    if (!isDue) return
    isDue = false
    truncateLog(store.db, files.logEmptied)
      .catch((error: unknown) => {
        failed(error)
        return false
      })
      .then((isDone) => {
        isDue ||= !isDone
      }, failed)
  }
  writer.addListener({
    committed: (events) => {
      if (!events.some(isOfDeleted)) return
      isDue = true
      attempt()
    },
  })
  return every(TRY_EVERY_MS, attempt)
}

function isOfDeleted({ type, deleted_at }: NamedEvent): boolean {
  return type === 'member_changed' && deleted_at !== null
}
