import type { Db, Tx } from '../database.ts'
import { DatabaseGone } from '../storage-errors.ts'
import type { HubState } from '../state.ts'
import { findLastMigration } from '../store.ts'

/** How far a history had come. Each commit changes one of these: where they are equal, nothing was written since. */
export type HistoryHead = Pick<HubState, 'epoch' | 'seq' | 'auditSeq' | 'auditHash' | 'trustedAt'>

/** The key of a row, in the order of its columns. */
export type Key = readonly (string | number)[]

/** Up to where a move has come: the last row that has arrived; null before the first. */
export type Progress = { table: string; after: Key } | null

/** Of a database that is being filled from another one. */
interface Filling {
  is: 'filling'
  from: string
  head: HistoryHead
  progress: Progress
}

/** Of a database whose data were moved away. */
interface Moved {
  is: 'moved'
  to: string
  /** Milliseconds since 1970 UTC. */
  at: number
  /** The name of the history while it was served. */
  epoch: string
}

/**
 * Why a database is not to be served. It stands where the name of the history does: that is the one row which every hub reads before it
 * writes, in both databases, so nobody can pass over it, and no file of a version before needs another schema.
 */
export type Mark = Filling | Moved

/** The mark in place of a history's name, or null where it has a name. */
export function markIn(epoch: string): Mark | null {
  return epoch.startsWith('{') ? (JSON.parse(epoch) as Mark) : null
}

export function epochOf(mark: Mark): string {
  return JSON.stringify(mark)
}

/** Throws with a sentence for people where a history is not to be served. */
export function requireServed(epoch: string | null): void {
  const mark = epoch === null ? null : markIn(epoch)
  if (mark !== null) throw new DatabaseGone(sentenceOf(mark))
}

function sentenceOf(mark: Mark): string {
  return mark.is === 'moved'
    ? `The data were moved to ${mark.to} on ${dayOf(mark.at)}: serve those. To go back to these: hub migrate --undo.`
    : `Not all data of ${mark.from} have arrived in this database. Run the same hub migrate again: it goes on where it was.`
}

/** YYYY-MM-DD, in UTC. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** What stands for the name of the history; null where none has begun. */
export async function findEpoch(db: Db): Promise<string | null> {
  if ((await findLastMigration(db)) === null) return null
  const row = await db.selectFrom('hub_state').select('epoch').executeTakeFirst()
  return row?.epoch ?? null
}

/** The mark of a database; null where it has none, or no history yet. */
export async function findMark(db: Db): Promise<Mark | null> {
  const epoch = await findEpoch(db)
  return epoch === null ? null : markIn(epoch)
}

export async function saveEpoch(tx: Db | Tx, epoch: string): Promise<void> {
  await tx.updateTable('hub_state').set({ epoch }).execute()
}
