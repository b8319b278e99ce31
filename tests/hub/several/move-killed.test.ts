import Sqlite from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { killChild } from '../../../scripts/child.ts'
import { atEnd } from '../../support/for-whole-file.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { tamper } from '../../support/hub/data.ts'
import { fillEveryTable, rowsOf, tablesOf } from '../../support/hub/full-gym.ts'
import { databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { patience } from '../../support/patience.ts'
import { randomCases } from '../../support/random.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const KILLER = new URL('../../support/hub/kill-before-write.mjs', import.meta.url).href

/** Before a table's rows, and between them and the note of how far it is. */
const momentsOf = (table: string): string[] => [`insert into "${table}"`, `"progress":\\{"table":"${table}"`]

/** Members who are more than two pages, and the moment before the second of them is committed. */
const MANY = `
  with recursive n(i) as (select 1 union all select i + 1 from n where i < 11000)
  insert into members (id, full_name, membership_type, phone, email, suspended, debt_cents, search_text, created_at, updated_at)
  select printf('m %05d', i), 'Name ' || i, '', '', '', 0, 0, '', i, i from n`
const WITHIN_A_TABLE = '"after":\\["m 10000"\\]'

/** After all is compared. */
const BEFORE_SOURCE_IS_MARKED = '"is":"moved"'
const BEFORE_TARGET_IS_RELEASED = 'set "epoch" = \\S+ [0-9a-f-]{36}$'

/** Every day one of each way; with `TEST_RUNS=2` all of them, one after the other in the same move. */
const IS_EVERY_DAY = randomCases(1) === 1

const allMomentsOf = (tables: readonly string[]): string[] => [
  WITHIN_A_TABLE,
  ...tables.filter((name) => name !== 'members').flatMap(momentsOf),
  BEFORE_SOURCE_IS_MARKED,
  BEFORE_TARGET_IS_RELEASED,
]

/** Runs a move until it is killed before a statement. */
function killedBefore(moment: string, from: string, to: string): Promise<NodeJS.Signals | null> {
  const args = ['--import', KILLER, 'server/cli/main.ts', 'migrate', '--from', from, '--to', to]
  const env = { ...process.env, KILL_BEFORE: moment }
  const child = spawn(process.execPath, args, { stdio: 'ignore', env })
  atEnd(() => killChild(child))
  return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
}

const served = async (...where: string[]): Promise<string> =>
  (await commandHere(['serve', '--port', '0', ...where], {})).err

describe.skipIf(!isServerThere())('a move that is killed and started again', () => {
  it(
    'goes on where it was, serves nothing halfway, and ends with the same rows',
    { timeout: patience(IS_EVERY_DAY ? 60_000 : 600_000) },
    async () => {
      const [before, after, logs] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
      await fillEveryTable(before)
      tamper(join(before, 'frontdesk.sqlite'), MANY)
      const server = await databaseFor(temporaryFolder())
      const file = new Sqlite(join(before, 'frontdesk.sqlite'), { readonly: true })
      const tables = tablesOf(file).filter((name) => name !== 'hub_state')
      const up = IS_EVERY_DAY
        ? [WITHIN_A_TABLE]
        : allMomentsOf(tables.filter((name) => name !== 'filed_visits'))
      for (const moment of up) expect(await killedBefore(moment, before, server), moment).toBe('SIGKILL')
      expect(await served('--data', logs, '--database', server)).toContain('Not all data of sqlite:')
      expect(await commandHere(['migrate', '--from', before, '--to', server], {})).toMatchObject({ code: 0 })
      const down = IS_EVERY_DAY ? [BEFORE_TARGET_IS_RELEASED] : allMomentsOf(tables)
      for (const moment of down) expect(await killedBefore(moment, server, after), moment).toBe('SIGKILL')
      expect(await served('--data', after)).toContain('Not all data of postgres:')
      expect(await served('--data', logs, '--database', server)).toContain(`moved to sqlite:${after}`)
      expect(await commandHere(['migrate', '--from', server, '--to', after], {})).toMatchObject({ code: 0 })
      const back = new Sqlite(join(after, 'frontdesk.sqlite'), { readonly: true })
      for (const table of tables.filter((name) => name !== 'filed_visits'))
        expect(rowsOf(back, table), table).toEqual(rowsOf(file, table))
    },
  )
})
