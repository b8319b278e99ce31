import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandHere, type Ran } from '../../support/hub/command-line.ts'
import { fillEveryTable, keyOf, rowsOf, tablesOf } from '../../support/hub/full-gym.ts'
import { askServer, databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const move = (from: string, to: string): Promise<Ran> =>
  commandHere(['migrate', '--from', from, '--to', to], {})

const fileIn = (folder: string): string => join(folder, 'frontdesk.sqlite')

const newDatabase = (): Promise<string> => databaseFor(temporaryFolder())

describe.skipIf(!isServerThere())('hub migrate', () => {
  it('brings every row of every table of the schema to a server, and back', async () => {
    const [before, after] = [temporaryFolder(), temporaryFolder()]
    await fillEveryTable(before)
    const server = await newDatabase()
    expect(await move(`sqlite:${before}`, server)).toMatchObject({ code: 0, err: '' })
    const file = new Sqlite(fileIn(before), { readonly: true })
    const tables = tablesOf(file)
    for (const table of tables.filter((name) => name !== 'hub_state')) {
      const rows = rowsOf(file, table)
      expect(rows.length, table).toBeGreaterThan(0)
      const columns = Object.keys(rows[0] ?? {}).join(', ')
      const there = await askServer(server, `select ${columns} from ${table} order by ${keyOf(file, table)}`)
      if (table !== 'filed_visits') expect(there, table).toEqual(rows)
    }
    const back = await move(server, after)
    expect(back).toMatchObject({ code: 0, err: '' })
    const again = new Sqlite(fileIn(after), { readonly: true })
    expect(tablesOf(again)).toEqual(tables)
    for (const table of tables.filter((name) => !['hub_state', 'filed_visits'].includes(name)))
      expect(rowsOf(again, table), table).toEqual(rowsOf(file, table))
  })
})
