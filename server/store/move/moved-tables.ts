import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { openInMemory } from '../open-copy.ts'
import { MIGRATION_NAMES, migrateTo, type MigrationName } from '../store.ts'

/** A table of a gym, as it is copied and compared. */
export interface MovedTable {
  name: string
  columns: readonly string[]
  /** The columns of its primary key, in their order. */
  key: readonly string[]
}

/** The one row that is written first, with a mark, and released last. */
const STATE = 'hub_state'

/** What of it is the database's own: the name of its history, and up to where visits are filed. */
const OWN_COLUMNS = ['epoch', 'filed_seq']

export interface MovedTables {
  /** Each after those that it refers to. */
  tables: MovedTable[]
  /** `hub_state`, without what is each database's own. */
  state: MovedTable
}

/**
 * All tables of a gym, from the schema that our migrations make in SQLite, so that one which is added later is among them. Without those
 * that the database they go to derives from others by itself.
 */
export async function findMovedTables(to: Db): Promise<MovedTables> {
  const derived = await findViews(to)
  const all = await readSchema()
  const [state] = all.filter(({ name }) => name === STATE)
  if (!state) throw new Error(`The schema has no ${STATE}.`)
  const columns = state.columns.filter((column) => !OWN_COLUMNS.includes(column))
  const tables = all.filter(({ name }) => name !== STATE && !derived.has(name))
  return { tables, state: { ...state, columns } }
}

async function findViews(db: Db): Promise<Set<string>> {
  const tables = await db.introspection.getTables()
  return new Set(tables.filter(({ isView }) => isView).map(({ name }) => name))
}

/** In the order in which they were made: a table can refer only to what is there. */
async function readSchema(): Promise<MovedTable[]> {
  const { db, close } = openInMemory()
  try {
    await migrateTo(db, MIGRATION_NAMES.at(-1) as MigrationName)
    const { rows } = await sql<{ name: string; column: string; place: number }>`
      select made.name as name, field.name as column, field.pk as place
      from sqlite_master as made, pragma_table_info(made.name) as field
      where made.type = 'table' and made.name not glob 'sqlite_*' and made.name not glob 'kysely_*'
      order by made.rowid, field.cid`.execute(db)
    return [...Map.groupBy(rows, ({ name }) => name)].map(([name, fields]) => ({
      name,
      columns: fields.map(({ column }) => column),
      key: keyOf(fields),
    }))
  } finally {
    await close()
  }
}

function keyOf(fields: readonly { name: string; column: string; place: number }[]): string[] {
  const key = fields.filter(({ place }) => place > 0).sort((one, other) => one.place - other.place)
  if (key.length === 0) throw new Error(`The table ${fields[0]?.name} has no primary key to move it by.`)
  return key.map(({ column }) => column)
}
