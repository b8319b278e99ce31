import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { MOVED_ROWS, OTHER_TABLES } from '../../../server/store/member-references.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { migrate } from '../../../server/store/store.ts'
import { tablesOf } from '../../support/hub/full-gym.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Tables that know members by an id which may be anything's. */
const BY_ANOTHER_NAME = ['merges', 'dismissed_duplicates']

/** Made by the server's schema, or in memory alone. */
const NOT_IN_THE_FILE = ['recent_visits', 'member_changes', 'standing_changes']

it('a merge knows every table in which a member is named: a new one says what becomes of its rows', async () => {
  const file = join(temporaryFolder(), 'frontdesk.sqlite')
  const store = openSqlite(file)
  await migrate(store.db)
  await store.close()
  const database = new Sqlite(file, { readonly: true })
  const named = tablesOf(database).filter((table) => {
    const columns = database.pragma(`table_info(${table})`) as { name: string }[]
    const parents = database.pragma(`foreign_key_list(${table})`) as { table: string }[]
    return (
      columns.some(({ name }) => /member/.test(name)) || parents.some((parent) => parent.table === 'members')
    )
  })
  database.close()
  const known = [...Object.values(MOVED_ROWS).map(({ table }) => table), ...Object.keys(OTHER_TABLES)]
  const others = ['members', ...NOT_IN_THE_FILE, ...BY_ANOTHER_NAME]
  expect([...new Set<string>(known)].sort()).toEqual([...new Set([...named, ...others])].sort())
})
