import { mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { sha256 } from '../platform/sha256.ts'
import { appendAudit, type Actor } from '../store/audit-log.ts'
import { copySqlite } from '../store/open-copy.ts'
import type { Tx } from '../store/database.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { findState, saveState } from '../store/state.ts'
import { migrate } from '../store/store.ts'
import { asBackupError } from './backup-error.ts'
import { removeDatabase, syncFile } from './files.ts'
import { inspectBackup, type Inspection } from './inspect.ts'
import { readAccessBefore, restrictAccess, type RestoredAccess } from './restore-access.ts'

export interface StageRequest {
  backup: string
  /** Where the database is to be made ready, in a folder of its own. */
  staged: string
  /** The name of the history that begins with it: no desk may go on counting in the old one. */
  epoch: string
  /** Milliseconds since 1970 UTC. */
  now: number
  /** Who restores, for the audit log. */
  actor: Actor
  /** The database that is replaced, which says who was thrown out since; null for none. */
  replaced: string | null
}

/** What was restored. */
export interface Restored extends Inspection {
  access: RestoredAccess
}

/**
 * Makes a database out of a backup that has been read as a whole: a copy of its own, with the schema of today and a new
 * epoch, that lets nobody in who may not get in now, on the disk. Throws a HubError with one sentence where the backup or the disk does not allow it; nothing is
 * left then. Returns what the backup held.
 */
export async function stageRestore(asked: StageRequest): Promise<Restored> {
  const before = await readAccessBefore(asked.replaced)
  const { inspection, made } = await stageHistory(asked, async (tx) => {
    const access = await restrictAccess(tx, before, asked.now)
    return { result: access, action: 'restored', details: detailsOf(access) }
  })
  return { ...inspection, access: made }
}

/** The same for a standby that takes the hub's place: everybody who is signed in stays so. */
export async function stagePromotion(
  asked: Omit<StageRequest, 'replaced'>,
  term: number,
): Promise<Inspection> {
  const change = () =>
    Promise.resolve({ result: null, action: 'standby_promoted', details: { term } } as const)
  return (await stageHistory(asked, change)).inspection
}

interface HistoryChange<Result> {
  result: Result
  action: 'restored' | 'standby_promoted'
  details: Readonly<Record<string, unknown>>
}

async function stageHistory<Result>(
  asked: Omit<StageRequest, 'replaced'>,
  change: (tx: Tx) => Promise<HistoryChange<Result>>,
): Promise<{ inspection: Inspection; made: Result }> {
  const { backup, staged } = asked
  const inspection = await inspectBackup(backup)
  try {
    removeDatabase(staged)
    mkdirSync(dirname(staged), { recursive: true, mode: 0o700 })
    copySqlite(backup, staged)
    const made = await beginEpoch(asked, change)
    syncFile(staged)
    return { inspection, made }
  } catch (error) {
    rmSync(dirname(staged), { recursive: true, force: true })
    throw asBackupError(error, staged)
  }
}

async function beginEpoch<Result>(
  { staged, epoch, now, actor }: Omit<StageRequest, 'replaced'>,
  change: (tx: Tx) => Promise<HistoryChange<Result>>,
): Promise<Result> {
  const store = openSqlite(staged)
  try {
    await migrate(store.db)
    const state = await findState(store.db)
    if (!state) throw new Error('A backup that was found whole says nothing of its history.')
    return await store.db.transaction().execute(async (tx) => {
      const { result, action, details } = await change(tx)
      const entry = { actor, action, details: { epoch: state.epoch, seq: state.seq, ...details } }
      const head = appendAudit(tx, state, now, [entry], sha256)
      saveState(tx, { ...state, ...head, epoch, trustedAt: now })
      return result
    })
  } finally {
    await store.close()
  }
}

/** For the audit log, without names. */
function detailsOf({ before, disabled, restricted, removedDesks }: RestoredAccess) {
  const ids = (accounts: readonly { id: string }[]): string[] => accounts.map(({ id }) => id)
  return { before, disabled: ids(disabled), restricted: ids(restricted), removedDesks }
}
