import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate } from '../../../server/store/store.ts'

/** Rows that each table gets: the first has nothing where there may be nothing. */
const ROWS = 3

interface Column {
  name: string
  type: string
  notnull: 0 | 1
  pk: number
}

/**
 * A data folder in which every table of the schema has rows with something of their own in each column, also a table that is added to
 * the schema later. It is no gym that a hub would have made.
 */
export async function fillEveryTable(folder: string): Promise<void> {
  const file = join(folder, 'frontdesk.sqlite')
  const store = openSqlite(file)
  await migrate(store.db)
  await store.close()
  const database = new Sqlite(file)
  database.pragma('foreign_keys = ON')
  for (const table of tablesOf(database)) fillTable(database, table)
  database.prepare('update hub_state set epoch = ?, seq = 3, occupancy = 0').run('the epoch of before')
  database.close()
}

/** The tables of a gym, each after those that it refers to. */
export function tablesOf(database: Sqlite.Database): string[] {
  return database
    .prepare(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like 'kysely%' order by rowid`,
    )
    .pluck()
    .all() as string[]
}

/** All rows of a table by their columns, in the order of its key. */
export function rowsOf(database: Sqlite.Database, table: string): object[] {
  return database.prepare(`select * from ${table} order by ${keyOf(database, table)}`).all() as object[]
}

export function keyOf(database: Sqlite.Database, table: string): string {
  const columns = columnsOf(database, table)
  const key = columns.filter(({ pk }) => pk > 0).sort((one, other) => one.pk - other.pk)
  return key.map(({ name }) => name).join(', ')
}

function columnsOf(database: Sqlite.Database, table: string): Column[] {
  return database.pragma(`table_info(${table})`) as Column[]
}

function fillTable(database: Sqlite.Database, table: string): void {
  const columns = columnsOf(database, table)
  const parents = database.pragma(`foreign_key_list(${table})`) as {
    from: string
    to: string
    table: string
  }[]
  const count = table === 'hub_state' ? 1 : ROWS
  for (let row = 1; row <= count; row += 1) {
    const values = columns.map((column) => {
      if (column.notnull === 0 && column.pk === 0 && row === 1) return null
      const parent = parents.find(({ from }) => from === column.name)
      if (parent) return valueOf(parent.table, { ...column, name: parent.to }, row)
      return valueOf(table, column, row)
    })
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    const places = columns.map(() => '?').join(', ')
    database.prepare(`insert into ${table} (${names}) values (${places})`).run(values)
  }
}

/** Numbers of 53 bits, and texts with what databases treat in ways of their own. */
function valueOf(table: string, { name, type }: Column, row: number): string | number {
  if (type === 'TEXT') return `${table}.${name} ${row} Ünïcödé 😀 "'\\ \n\t{}[],`
  return name === 'id' || name === 'seq' || name === 'occupancy' ? row : 1_700_000_000_000 + row
}
