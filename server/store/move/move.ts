import type { Hash } from '../audit-log.ts'
import type { Tx } from '../database.ts'
import type { OpenedStore } from '../store.ts'
import { isSame, sumOf, type Compared } from './compare.ts'
import { epochOf, findMark, saveEpoch, type HistoryHead } from './mark.ts'
import type { MovedTable } from './moved-tables.ts'
import { countRows, insertRows, lastKey, pagesOf, type Row } from './pages.ts'
import { refusal } from './refusal.ts'
import { lockSource, readSource } from './source.ts'
import { prepareTarget, type Target } from './target.ts'
import { withoutZeros, type Replaced } from './zero-characters.ts'

/** One of two databases, and what people are told that it is: an address without its password. */
export interface Side {
  name: string
  store: Pick<OpenedStore, 'db' | 'writing'>
  /** Told which tables have been filled, where that is worth knowing. */
  filled?: (tables: readonly string[]) => Promise<void>
}

export interface FillParts {
  from: Side
  to: Side
  hash: Hash
  /** Told how many rows of a table are done: all are copied first, then read back on both sides. */
  watch: (work: 'copied' | 'compared', table: string, rows: number, of: number) => void
}

export interface MoveParts extends FillParts {
  /** The name of the history that begins there: no desk may go on counting in the old one. */
  epoch: string
  /** Milliseconds since 1970 UTC. */
  now: number
}

export interface MoveReport {
  tables: Compared[]
  /** Texts that PostgreSQL cannot keep as they were, by table and column. */
  replaced: Replaced
  /** True where both sides hold the same: only then is the one marked and the other released. */
  isWhole: boolean
}

/**
 * Moves a gym into a database that is empty, or goes on with the same move where it broke off. Nobody writes into the source meanwhile.
 * Throws a HubError with a sentence where one of the two is not as it has to be; nothing is changed then.
 */
export async function moveData(parts: MoveParts): Promise<MoveReport> {
  const { from, to } = parts
  const moment = from.store.db.transaction().setIsolationLevel('repeatable read')
  const report = await moment.execute(async (source) => {
    const head = await lockSource(source, from.name, to.name)
    await refuseSecondCopy(source, parts)
    const compared = await fill(source, parts, head)
    if (compared.isWhole) {
      await saveEpoch(source, epochOf({ is: 'moved', to: to.name, at: parts.now, epoch: head.epoch }))
    }
    return compared
  })
  // Never two that serve: this one only after the other is marked on its disk.
  if (report.isWhole) await saveEpoch(to.store.writing, parts.epoch)
  return report
}

/** A source that was marked has a target that is full: an empty one of the same name is another database, and both would be served. */
async function refuseSecondCopy(source: Tx, { from, to }: FillParts): Promise<void> {
  const isMarked = (await findMark(source)) !== null
  if (isMarked && (await findMark(to.store.db)) === null)
    throw refusal(
      `The data in ${from.name} were moved to ${to.name} already. To move them anew: hub migrate --undo.`,
    )
}

/** Copies a gym as it is at one moment into an empty database, while hubs go on writing. The copy has the history's own name. */
export async function copyData(parts: FillParts): Promise<MoveReport> {
  const { from, to } = parts
  const moment = from.store.db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  const { report, epoch } = await moment.execute(async (source) => {
    const head = await readSource(source, from.name)
    return { report: await fill(source, parts, head), epoch: head.epoch }
  })
  if (report.isWhole) await saveEpoch(to.store.writing, epoch)
  return report
}

async function fill(source: Tx, parts: FillParts, head: HistoryHead): Promise<MoveReport> {
  const target = await prepareTarget(source, parts, head)
  await copyTables(source, target, parts, head)
  const compared = await compareTables(source, target, parts)
  if (compared.isWhole) await parts.to.filled?.(target.tables.map(({ name }) => name))
  return compared
}

/** Takes the mark of a move away, so that the data serve again as they were. Returns where they had been moved to. */
export async function undoMove({ name, store }: Side): Promise<{ to: string }> {
  const mark = await findMark(store.db)
  if (mark?.is !== 'moved')
    throw refusal(`The data in ${name} were not moved away: there is nothing to undo.`)
  await saveEpoch(store.writing, mark.epoch)
  return { to: mark.to }
}

async function copyTables(source: Tx, target: Target, parts: FillParts, head: HistoryHead): Promise<void> {
  const { tables, progress } = target
  const first = progress === null ? 0 : tables.findIndex(({ name }) => name === progress.table)
  for (const table of tables.slice(first)) {
    const after = progress?.table === table.name ? progress.after : null
    const of = await countRows(source, table)
    let copied = after === null ? 0 : await countRows(parts.to.store.db, table)
    for await (const page of pagesOf(source, table, after)) {
      await copyPage(table, page, parts, head)
      copied += page.length
      parts.watch('copied', table.name, copied, of)
    }
  }
}

/** The rows, and in the same transaction up to where they go. */
async function copyPage(
  table: MovedTable,
  page: Row[],
  { from, to }: FillParts,
  head: HistoryHead,
): Promise<void> {
  const progress = { table: table.name, after: lastKey(table, page) }
  const rows = withoutZeros(table, page, new Map())
  const write = to.store.writing.transaction().execute(async (tx) => {
    await insertRows(tx, table, rows)
    await saveEpoch(tx, epochOf({ is: 'filling', from: from.name, head, progress }))
  })
  await write.catch((error: unknown) => {
    throw isOfRows(error)
      ? refusal(
          `Rows of ${table.name} cannot be written into ${to.name}: ${(error as Error).message}.`,
          error,
        )
      : error
  })
}

/** The classes of errors that say what is wrong with a value, or with rows beside each other. */
const OF_ROWS = /^(22...|23...|SQLITE_(CONSTRAINT|MISMATCH|TOOBIG).*)$/

function isOfRows(error: unknown): boolean {
  const causes = error instanceof Error ? [error, error.cause] : []
  return causes.some((one) => one instanceof Error && 'code' in one && OF_ROWS.test(String(one.code)))
}

async function compareTables(source: Tx, target: Target, parts: FillParts): Promise<MoveReport> {
  const { to, hash, watch } = parts
  const replaced: Replaced = new Map()
  const compared: Compared[] = []
  for (const table of [...target.tables, target.state]) {
    const [fromSum, toSum] = await Promise.all([
      sumOf(source, table, hash, (rows) => withoutZeros(table, rows, replaced)),
      sumOf(to.store.db, table, hash),
    ])
    compared.push({ name: table.name, from: fromSum, to: toSum })
    watch('compared', table.name, fromSum.rows, fromSum.rows)
  }
  return { tables: compared, replaced, isWhole: compared.every(isSame) }
}
