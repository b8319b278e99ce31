import { sql } from 'kysely'
import type { Tables, Tx } from './database.ts'
import { inList, isPostgres, keyList } from './dialect.ts'
import { MOVED_ROWS, type MovedName } from './member-references.ts'

/** What a merge has done with rows, so that it can be undone: kept as one text. */
export interface MergeRecord {
  /** Keys of the rows that were given to the member who stays. */
  moved: Partial<Record<MovedName | 'visits', string[]>>
  /** Rows of which some columns are other ones. */
  set: SetRow[]
  /** Rows that are gone, whole. */
  dropped: WholeRow[]
  /** Rows that are new, whole. */
  added: WholeRow[]
}

type Cells = Readonly<Record<string, unknown>>

export interface SetRow {
  table: keyof Tables
  key: Cells
  before: Cells
  after: Cells
}

export interface WholeRow {
  table: keyof Tables
  row: Cells
}

export function emptyRecord(): MergeRecord {
  return { moved: {}, set: [], dropped: [], added: [] }
}

/** The member who stays, and the one who goes. */
export interface MergedPair {
  into: string
  from: string
}

/** What PostgreSQL makes of a row by itself. */
const GENERATED = new Set(['site_id', 'folded_name', 'folded_email', 'code_end'])

function written(row: Cells): Cells {
  return Object.fromEntries(Object.entries(row).filter(([column]) => !GENERATED.has(column)))
}

const where = (cells: Cells) =>
  sql.join(
    Object.entries(cells).map(([column, value]) => sql`${sql.ref(column)} = ${value}`),
    sql` and `,
  )

/** Gives all rows of this name to the member who stays. One that they have already is dropped. */
export async function moveRows(
  tx: Tx,
  name: MovedName,
  { into, from }: MergedPair,
  record: MergeRecord,
): Promise<void> {
  const { table: of, member, key, isOfMember } = MOVED_ROWS[name]
  const [table, memberColumn, keyColumn] = [sql.table(of), sql.ref(member), sql.ref(key)]
  if (isOfMember) {
    const { rows: same } = await sql<Cells>`select * from ${table} where ${memberColumn} = ${from}
      and ${keyColumn} in (select ${keyColumn} from ${table} where ${memberColumn} = ${into})`.execute(tx)
    for (const row of same) await dropRow(tx, { table: of, row: written(row) }, [member, key], record)
  }
  const { rows } = await sql<{ key: string }>`select ${keyColumn} as key from ${table}
    where ${memberColumn} = ${from} order by 1`.execute(tx)
  if (rows.length === 0) return
  await sql`update ${table} set ${memberColumn} = ${into} where ${memberColumn} = ${from}`.execute(tx)
  record.moved[name] = rows.map((row) => row.key)
}

/** Gives rows that were moved back, as far as they are still with the member who stayed. */
export async function moveRowsBack(
  tx: Tx,
  name: MovedName,
  { into, from }: MergedPair,
  keys: readonly string[],
): Promise<void> {
  const { table, member, key } = MOVED_ROWS[name]
  await sql`update ${sql.table(table)} set ${sql.ref(member)} = ${from}
    where ${sql.ref(member)} = ${into} and ${sql.ref(key)} in ${inList(tx, keyList(keys))}`.execute(tx)
}

/** The visits of a member, undone ones too, by their history: there is no index on them. */
export async function listVisitIds(tx: Tx, memberId: string): Promise<string[]> {
  const ids = (history: 'recent_visits' | 'filed_visits') =>
    tx.selectFrom(history).select('visit_id').where('member_id', '=', memberId)
  const rows = await ids('recent_visits').union(ids('filed_visits')).orderBy('visit_id').execute()
  return rows.map(({ visit_id }) => visit_id)
}

/** Gives visits to another member, with all that names both. */
export async function giveVisits(tx: Tx, ids: readonly string[], { into, from }: MergedPair): Promise<void> {
  if (ids.length === 0) return
  const these = keyList(ids)
  for (const table of ['visits', 'closings'] as const) {
    const key = table === 'visits' ? 'id' : 'visit_id'
    await sql`update ${sql.table(table)} set member_id = ${into}
      where ${sql.ref(key)} in ${inList(tx, these)} and member_id = ${from}`.execute(tx)
  }
  // PostgreSQL has views of the visits in their place.
  if (isPostgres(tx)) return
  for (const history of ['recent_visits', 'filed_visits']) {
    await sql`update ${sql.table(history)} set member_id = ${into}
      where member_id = ${from} and visit_id in ${inList(tx, these)}`.execute(tx)
  }
}

/** Changes columns of a row. */
export async function setRow(tx: Tx, row: SetRow, record: MergeRecord): Promise<void> {
  record.set.push(row)
  await setColumns(tx, row.table, row.key, row.after)
}

/** Changes columns of a row, and keeps nothing of it. */
export async function setColumns(tx: Tx, table: keyof Tables, key: Cells, cells: Cells): Promise<void> {
  const set = Object.entries(cells).map(([column, value]) => sql`${sql.ref(column)} = ${value}`)
  if (set.length === 0) return
  await sql`update ${sql.table(table)} set ${sql.join(set)} where ${where(key)}`.execute(tx)
}

/**
 * Gives the columns back that are still as the merge left them; says which are not. `key` is the row's own now: it may have been moved
 * since.
 */
export async function setRowBack(tx: Tx, { table, key, before, after }: SetRow): Promise<string[]> {
  const { rows } = await sql<Cells>`select * from ${sql.table(table)} where ${where(key)}`.execute(tx)
  const [now] = rows
  const columns = Object.keys(after)
  if (!now) return columns
  const isTouched = (column: string): boolean => now[column] !== after[column]
  const back = columns.filter((column) => !isTouched(column)).map((column) => [column, before[column]])
  await setColumns(tx, table, key, Object.fromEntries(back) as Cells)
  return columns.filter(isTouched)
}

export async function dropRow(
  tx: Tx,
  { table, row }: WholeRow,
  key: readonly string[],
  record: MergeRecord,
): Promise<void> {
  record.dropped.push({ table, row })
  const cells = Object.fromEntries(key.map((column) => [column, row[column]]))
  await sql`delete from ${sql.table(table)} where ${where(cells)}`.execute(tx)
}

/** Adds a row, unless there is another one under its key. */
export async function addRow(tx: Tx, { table, row }: WholeRow, record?: MergeRecord): Promise<void> {
  record?.added.push({ table, row })
  const columns = Object.keys(row)
  await sql`insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values (${sql.join(Object.values(row))}) on conflict do nothing`.execute(tx)
}

/** Removes a row that the merge has added; false where it is another one by now, and stays. */
export async function removeAdded(tx: Tx, { table, row }: WholeRow): Promise<boolean> {
  const same = Object.entries(row).map(
    ([column, value]) => sql`${sql.ref(column)} is not distinct from ${value}`,
  )
  const { numAffectedRows } = await sql`delete from ${sql.table(table)}
    where ${sql.join(same, sql` and `)}`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

/** The row under a key. */
export async function findRow(tx: Tx, table: keyof Tables, key: Cells): Promise<Cells | undefined> {
  const { rows } = await sql<Cells>`select * from ${sql.table(table)} where ${where(key)}`.execute(tx)
  return rows[0] && written(rows[0])
}

/** Notes which columns of a row have become other ones, however they were written. */
export async function noteRow(
  tx: Tx,
  { table, key, before }: Pick<SetRow, 'table' | 'key'> & { before: Cells | undefined },
  record: MergeRecord,
): Promise<void> {
  const after = await findRow(tx, table, key)
  if (!after) return
  if (!before) {
    record.added.push({ table, row: after })
    return
  }
  const changed = Object.keys(after).filter((column) => after[column] !== before[column])
  if (changed.length === 0) return
  const cellsOf = (row: Cells) => Object.fromEntries(changed.map((column) => [column, row[column]]))
  record.set.push({ table, key, before: cellsOf(before), after: cellsOf(after) })
}
