import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { sha256 } from '../platform/sha256.ts'
import { appendAudit, type Actor } from '../store/audit-log.ts'
import { copySqlite } from '../store/open-copy.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { writeAlone } from '../store/prepared.ts'
import { findState, saveState } from '../store/state.ts'
import { migrate } from '../store/store.ts'
import { asBackupError } from './backup-error.ts'
import { removeDatabase, syncFile } from './files.ts'
import { inspectBackup, type Inspection } from './inspect.ts'

export interface StageRequest {
  backup: string
  /** Where the database is to be made ready. */
  staged: string
  /** The name of the history that begins with it: no desk may go on counting in the old one. */
  epoch: string
  /** Milliseconds since 1970 UTC. */
  now: number
  /** Who restores, for the audit log. */
  actor: Actor
}

/**
 * Makes a database out of a backup that has been read as a whole: a copy of its own, with the schema of today and a new
 * epoch, on the disk. Throws a HubError with one sentence where the backup or the disk does not allow it; nothing is
 * left then. Returns what the backup held.
 */
export async function stageRestore(asked: StageRequest): Promise<Inspection> {
  const { backup, staged } = asked
  const inspection = await inspectBackup(backup)
  try {
    removeDatabase(staged)
    mkdirSync(dirname(staged), { recursive: true, mode: 0o700 })
    copySqlite(backup, staged)
    await beginEpoch(asked)
    syncFile(staged)
    return inspection
  } catch (error) {
    removeDatabase(staged)
    throw asBackupError(error, staged)
  }
}

async function beginEpoch({ staged, epoch, now, actor }: StageRequest): Promise<void> {
  const store = openSqlite(staged)
  try {
    await migrate(store.db)
    const state = await findState(store.db)
    if (!state) throw new Error('A backup that was found whole says nothing of its history.')
    await writeAlone(store.db, (tx) => {
      const details = { epoch: state.epoch, seq: state.seq }
      const head = appendAudit(tx, state, now, [{ actor, action: 'restored', details }], sha256)
      saveState(tx, { ...state, ...head, epoch, trustedAt: now })
    })
  } finally {
    await store.close()
  }
}
