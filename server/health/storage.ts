import type { DatabaseFiles } from './database-file.ts'
import type { Environment } from '../platform/clock.ts'
import type { Logger } from '../observe/logger.ts'
import type { Problems } from './problems.ts'
import type { HubStatus, StorageReason } from '../protocol/server-frames.ts'
import { saveState } from '../store/state.ts'
import { storageReasonOf } from '../store/storage-errors.ts'
import type { GroupWriter } from '../store/write.ts'

/** How often the hub tries whether its disk is well again. */
const RETRY_MS = 1_000

/**
 * With less than this free a disk that was full still counts as full: a small write finds room between two large ones
 * that do not, and every desk's screen would go to and fro. The log that SQLite writes before its file stays below it.
 */
const ROOM_BYTES = 8 * 1024 * 1024

/** A damaged database is looked through as a whole at each try: so seldom that desks have their answers in between. */
const LOOKS_A_DAMAGED_TRY = 60

export const STORAGE_UNAVAILABLE = 'storage_unavailable'

/** The reason, and on a server the problem: what is there is not what was acknowledged, or was moved away. */
const DATABASE_GONE = 'database_gone' satisfies StorageReason

/** For the operator; desks make their own sentences. */
const SENTENCES: Record<StorageReason, string> = {
  disk_full: 'The disk is full. Nothing is recorded until there is space.',
  disk_read_only: 'The disk is read-only. Nothing is recorded.',
  disk_failing: 'The disk reports errors. Nothing is recorded.',
  database_damaged: 'The database is damaged. Stop the hub and restore a backup.',
  database_gone:
    'The database was removed, replaced or cut. Stop the hub, and put its files back or restore a backup.',
  database_away: 'The database cannot be reached. Nothing is recorded until it can.',
}

interface WatchParts {
  writer: GroupWriter
  problems: Problems
  log: Logger
  every: Environment['every']
  /** Bytes that the disk with the data still has for the hub. */
  freeBytes: () => number
  /** Whether database and log are the files that the hub opened: no others are opened in their place. */
  files: Pick<DatabaseFiles, 'areThere'>
  /** True where the database is a server's. */
  isDatabaseShared: boolean
  /** Told when the state changes. */
  changed: (status: HubStatus) => void
}

/** Whether the disk takes what the hub writes: says so when that changes, and tries by itself until it does again. */
export function watchStorage({ writer, problems, log, every, freeBytes, files, ...parts }: WatchParts): {
  status: () => HubStatus
  stop: () => void
} {
  let reason: StorageReason | null = null
  const status = (): HubStatus => (reason === null ? { state: 'ok' } : { state: 'trouble', reason })
  const storage = (error: unknown): void => {
    const now = error === null ? null : storageReasonOf(error)
    // An error that says nothing of the disk is no news of it.
    if (now === reason || (error !== null && now === null)) return
    if (now === null && reason === 'disk_full' && freeBytes() < ROOM_BYTES) return
    reason = now
    for (const code of [STORAGE_UNAVAILABLE, DATABASE_GONE]) problems.clear(code)
    // No other hub on that database is better off, but this one is no place for desks any more.
    if (now === DATABASE_GONE && parts.isDatabaseShared) problems.report(now, (error as Error).message)
    else if (now !== null) problems.report(STORAGE_UNAVAILABLE, SENTENCES[now])
    if (now === null) log.info('the disk can be written again')
    else
      log.error(
        { err: error, reason: now },
        now === 'database_gone' ? SENTENCES[now] : 'the disk cannot be written',
      )
    parts.changed(status())
  }
  writer.addListener({ storage })
  let isTrying = false
  let looks = 0
  const stop = every(RETRY_MS, () => {
    looks += 1
    if (reason === null || isTrying || !files.areThere()) return
    if (reason === 'database_damaged' && looks % LOOKS_A_DAMAGED_TRY !== 0) return
    isTrying = true
    void tryAgain(writer, reason, log).finally(() => (isTrying = false))
  })
  return { status, stop }
}

/** Writes for real. After an error that leaves open what the disk has, only on a file that was opened and looked through anew. */
async function tryAgain(writer: GroupWriter, reason: StorageReason, log: Logger): Promise<void> {
  try {
    if (reason !== 'disk_full') await writer.reopenStore()
    await writer.write((context) => saveState(context.tx, context.counters))
  } catch (error) {
    log.debug({ err: error }, 'the disk still cannot be written')
  }
}
