import { join } from 'node:path'
import type { BusinessDay } from '../domain/business-day.ts'
import { HubError } from '../protocol/errors.ts'
import { asBackupError } from './backup-error.ts'
import type { CheckReport } from './checks.ts'
import {
  findRestoreTestRecord,
  saveRestoreTestRecord,
  type RestoreTestRecord,
} from './restore-test-record.ts'
import { PARTIAL } from './files.ts'
import { runInWorker } from './in-worker.ts'
import type { Manifest } from './manifest.ts'
import { backupName, newestVerified, prepareBackupFolder, prune } from './backup-folder.ts'
import { requireTarget } from './target.ts'
import { withPartialFile } from './partial-files.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** How often the hub looks whether a backup or a restore test is due. */
const LOOK_EVERY_MS = MINUTE_MS

/** Between two automatic backups: what a gym can write again from memory and paper. */
const BACKUP_EVERY_MS = 15 * MINUTE_MS

/** Between two restore tests: a backup that cannot be restored is found within a week. */
const RESTORE_TEST_EVERY_MS = 7 * 24 * HOUR_MS

/** After a failure: soon enough to heal by itself, seldom enough to leave a struggling disk alone. */
const RETRY_AFTER_MS = 5 * MINUTE_MS

/** After a failed restore test: by then there may be a newer backup, and what was wrong is gone with the next good restore test. */
const RETRY_RESTORE_TEST_AFTER_MS = HOUR_MS

/** A newest backup older than this, though things changed, is a trouble whatever the reason. */
const STALE_AFTER_MS = 24 * HOUR_MS

interface BackupsParts {
  /** The database's file, in the data folder. */
  database: string
  /** Where automatic backups go, or null for none. */
  folder: string | null
  /** The version of the program. */
  app: string
  /** Equal numbers mean that nothing was written in between. */
  changes: () => number
  now: () => number
  every: (ms: number, callback: () => void) => () => void
  log: { info: (about: object, text: string) => void; error: (about: object, text: string) => void }
}

/** The backups of a running hub: takes, keeps and tries them; one job at a time, each in a thread of its own. */
export class Backups {
  readonly #parts: BackupsParts
  readonly #closing = new AbortController()
  readonly #stopLooking: () => void
  #queue: Promise<unknown> = Promise.resolve()
  #isLooking = false
  /** What `changes` said when the last good backup was begun; null before the first one of this process. */
  #savedChanges: number | null = null
  /** When the newest backup was known to hold everything; a hub that just started has not waited for one yet. */
  #savedAt: number
  #triedAt = -Infinity
  #problem: string | null = null
  #lastRestoreTest: RestoreTestRecord | null

  constructor(parts: BackupsParts) {
    this.#parts = parts
    this.#savedAt = parts.now()
    this.#lastRestoreTest = parts.folder === null ? null : findRestoreTestRecord(parts.folder)
    this.#stopLooking =
      parts.folder === null ? () => undefined : parts.every(LOOK_EVERY_MS, () => void this.#look())
  }

  /** Takes a backup to `file`; resolves when it is verified and on the disk. Throws a HubError that says why not. */
  async take(file: string): Promise<Manifest> {
    requireTarget(this.#parts.database, file)
    const manifest = await this.#copyTo(file)
    if (!manifest) throw new Error('A backup without a known one is always kept.')
    return manifest
  }

  /** The same, but null where the copy would have the bytes with this SHA-256. */
  takeUnless(file: string, knownSha256: string | undefined): Promise<Manifest | null> {
    requireTarget(this.#parts.database, file)
    return this.#copyTo(file, knownSha256)
  }

  /** Looks at the whole database; changes nothing. */
  check(day: BusinessDay): Promise<CheckReport> {
    const { database } = this.#parts
    return this.#inTurn(() => runInWorker('checkDatabase', { database, day }, this.#closing.signal))
  }

  /** What is wrong with the backups; nothing where a restore would work. */
  problems(): { code: string; sentence: string }[] {
    if (this.#parts.folder === null) return []
    const isStale = this.#hasChanged() && this.#parts.now() - this.#savedAt > STALE_AFTER_MS
    const failedTest = this.#lastRestoreTest?.problem ?? null
    return [
      ...(this.#problem === null
        ? []
        : [{ code: 'backup_failed', sentence: `The last backup failed: ${this.#problem}` }]),
      ...(failedTest === null ? [] : [{ code: 'drill_failed', sentence: failedTest }]),
      ...(isStale ? [{ code: 'backup_old', sentence: 'The newest backup is more than a day old.' }] : []),
    ]
  }

  /** How the last restore test went, for the hub's operator. */
  get lastRestoreTest(): RestoreTestRecord | null {
    return this.#lastRestoreTest
  }

  /** Stops what is going on, leaving nothing half done, and begins nothing more. */
  async close(): Promise<void> {
    this.#stopLooking()
    this.#closing.abort(new Error('The hub is closing.'))
    await this.#queue
  }

  async #look(): Promise<void> {
    const { folder, log } = this.#parts
    if (folder === null || this.#isLooking) return
    this.#isLooking = true
    try {
      if (this.#isBackupDue(folder)) await this.#backUp(folder)
      if (this.#isDrillDue()) await this.#tryNewest(folder)
    } catch (error) {
      if (!this.#isClosed) log.error({ err: error }, 'the backup job failed')
    } finally {
      this.#isLooking = false
    }
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  #hasChanged(): boolean {
    return this.#parts.changes() !== this.#savedChanges
  }

  #isBackupDue(folder: string): boolean {
    const now = this.#parts.now()
    if (!this.#hasChanged()) return false
    if (this.#problem !== null) return isOver(now, this.#triedAt, RETRY_AFTER_MS)
    const newest = this.#savedChanges === null ? newestVerified(folder)?.takenAt : this.#savedAt
    return isOver(now, newest ?? -Infinity, BACKUP_EVERY_MS)
  }

  async #backUp(folder: string): Promise<void> {
    const { now, changes, log } = this.#parts
    const changesBefore = changes()
    this.#triedAt = now()
    const target = join(folder, backupName(this.#triedAt))
    try {
      prepareBackupFolder(folder)
      const manifest = await this.#copyTo(target, newestVerified(folder)?.manifest.sha256)
      this.#savedChanges = changesBefore
      this.#savedAt = this.#triedAt
      this.#problem = null
      if (manifest) log.info({ seq: manifest.seq, bytes: manifest.bytes }, 'backup taken')
      prune(folder)
    } catch (error) {
      if (this.#isClosed) return
      this.#problem = sentenceOf(asBackupError(error, target))
      log.error({ err: error }, 'backup failed')
    }
  }

  #isDrillDue(): boolean {
    if (this.#lastRestoreTest === null) return true
    const patience =
      this.#lastRestoreTest.problem === null ? RESTORE_TEST_EVERY_MS : RETRY_RESTORE_TEST_AFTER_MS
    return isOver(this.#parts.now(), this.#lastRestoreTest.at, patience)
  }

  async #tryNewest(folder: string): Promise<void> {
    const { database, log, now } = this.#parts
    const backup = newestVerified(folder)?.file
    if (backup === undefined) return
    const scratch = join(folder, `restore-test${PARTIAL}`)
    const at = now()
    const problem = await this.#inTurn(() =>
      withPartialFile(database, scratch, () =>
        runInWorker(
          'testRestore',
          { backup, scratch: join(scratch, 'frontdesk.sqlite'), now: at },
          this.#closing.signal,
        ),
      ),
    ).then(() => null, sentenceOf)
    if (this.#isClosed) return
    this.#lastRestoreTest = { at, backup, problem }
    if (problem === null) log.info({ backup }, 'restore test passed')
    else log.error({ backup, problem }, 'restore test failed')
    saveRestoreTestRecord(folder, this.#lastRestoreTest)
  }

  #copyTo(target: string, knownSha256?: string): Promise<Manifest | null> {
    const { database, app, now } = this.#parts
    return this.#inTurn(() =>
      withPartialFile(database, `${target}${PARTIAL}`, () => {
        const asked = { database, target, app, takenAt: now(), knownSha256 }
        return runInWorker('takeCopy', asked, this.#closing.signal)
      }),
    )
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#queue.then(() => {
      this.#closing.signal.throwIfAborted()
      return work()
    })
    this.#queue = result.catch(() => undefined)
    return result
  }
}

/** A clock that was set back must not put the next one off. */
function isOver(now: number, since: number, ms: number): boolean {
  return Math.abs(now - since) >= ms
}

function sentenceOf(error: unknown): string {
  return error instanceof HubError ? error.message : 'a fault in the hub; its log says more'
}
