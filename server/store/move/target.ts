import type { Db, Tx } from '../database.ts'
import { isPostgres } from '../dialect.ts'
import { migrate } from '../store.ts'
import { epochOf, findEpoch, findMark, markIn, type HistoryHead, type Progress } from './mark.ts'
import type { FillParts } from './move.ts'
import { findMovedTables, type MovedTables } from './moved-tables.ts'
import { insertRows, isEmpty, pagesOf } from './pages.ts'
import { refusal } from './refusal.ts'

/** What is to be filled, and how much of it is there. */
export interface Target extends MovedTables {
  progress: Progress
}

/** Throws a HubError with a sentence where a database holds a gym: it may be new, or hold the beginning of a move. */
export async function requireFillable(db: Db, name: string): Promise<void> {
  const epoch = await findEpoch(db)
  const mark = epoch === null ? null : markIn(epoch)
  if (epoch === null || mark?.is === 'filling') return
  throw refusal(
    mark === null
      ? `There is a gym in ${name} already. Name an empty place.`
      : `In ${name} are the data that were moved to ${mark.to}. Put them elsewhere, or name another place.`,
  )
}

/** Makes the schema and begins the move, or finds how far this very one has come. */
export async function prepareTarget(source: Tx, parts: FillParts, head: HistoryHead): Promise<Target> {
  const { from, to } = parts
  await requireFillable(to.store.db, to.name)
  // A server's is brought up to date as its gym is opened, by its owner.
  if (!isPostgres(to.store.db)) await migrate(to.store.writing)
  const moved = await findMovedTables(to.store.db)
  const mark = await findMark(to.store.db)
  if (mark === null) {
    await begin(source, moved, parts, head)
    return { ...moved, progress: null }
  }
  if (mark.is === 'filling' && isSameHead(mark.head, head)) return { ...moved, progress: mark.progress }
  throw refusal(
    `${to.name} holds a part of ${mark.is === 'filling' ? mark.from : to.name} as that was at another time, or of another gym. Name an empty place, to begin anew with ${from.name}.`,
  )
}

/** The one row of state is written whole, but with a mark in the place of the history's name. */
async function begin(
  source: Tx,
  moved: MovedTables,
  { from, to }: FillParts,
  head: HistoryHead,
): Promise<void> {
  for (const table of moved.tables) {
    if (!(await isEmpty(to.store.db, table)))
      throw refusal(`${table.name} in ${to.name} is not empty. Name an empty place.`)
  }
  const { state } = moved
  const epoch = epochOf({ is: 'filling', from: from.name, head, progress: null })
  for await (const rows of pagesOf(source, state, null)) {
    const columns = [...state.columns, 'epoch', 'filed_seq']
    // All visits are filed there: `filed_visits` comes from all of them.
    const marked = rows.map((row) => ({ ...row, epoch, filed_seq: head.seq }))
    const write = to.store.writing
      .transaction()
      .execute((tx) => insertRows(tx, { ...state, columns }, marked))
    await write.catch((error: unknown) => {
      throw refusal(
        `The move cannot begin in ${to.name}: ${(error as Error).message}. Is a hub at work there?`,
        error,
      )
    })
  }
}

function isSameHead(one: HistoryHead, other: HistoryHead): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
