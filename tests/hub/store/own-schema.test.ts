import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { checkDatabase } from '../../../server/backup/checks.ts'
import { databasePath } from '../../../server/platform/data-folder.ts'
import { sha256 } from '../../../server/platform/sha256.ts'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { fingerprintOf, readSchema } from '../../../server/store/own-schema.ts'
import { SCHEMA_FINGERPRINTS } from '../../../server/store/schema-fingerprints.ts'
import { MIGRATION_NAMES, migrateTo } from '../../../server/store/store.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { makeData, tamper } from '../../support/hub/data.ts'
import { startHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const PROMOTING_TRIGGER = `
  create trigger promote after insert on refresh_tokens begin update staff set role = 'manager'; end`

/** The table of accounts gives everybody who is added a right of their own. */
const OTHER_DEFAULT = `
  pragma writable_schema = ON;
  update sqlite_master set sql = replace(sql, '"role" text not null', '"role" text not null default ''manager''')
  where name = 'staff';`

const FOREIGN: [what: string, change: string, sentence: string][] = [
  ['a trigger of somebody else', PROMOTING_TRIGGER, 'trigger "promote" is not of this program'],
  ['a view of somebody else', 'create view names as select 1', 'view "names" is not of this program'],
  ['a table of somebody else', 'create table notes (text)', 'table "notes" is not of this program'],
  ['an index of somebody else', 'create index mine on staff (role)', 'index "mine" is not of this program'],
  ['a table that was changed', OTHER_DEFAULT, 'table "staff" was changed'],
  ['a trigger less', 'drop trigger audit_rows_are_kept', 'trigger "audit_rows_are_kept" is missing'],
  [
    'more than can be named',
    ['a', 'b', 'c', 'd', 'e'].map((name) => `create view ${name} as select 1;`).join(''),
    'view "c" is not of this program, 2 more. Restore a backup: hub restore FILE.',
  ],
]

/** Every third version, and the newest ones. */
const TAKEN_OVER = MIGRATION_NAMES.filter((_, at) => at % 3 === 0 || at >= MIGRATION_NAMES.length - 3)

describe('a database', () => {
  it.each(FOREIGN)('with %s is not worked with', async (_what, change, sentence) => {
    const data = temporaryFolder()
    tamper(await makeData(data, 5), change)
    await expect(startHub({ data })).rejects.toThrow(sentence)
  })

  it.each(TAKEN_OVER)('of the version with %s is taken over', async (name) => {
    const data = temporaryFolder()
    const old = openSqlite(join(data, 'frontdesk.sqlite'))
    await migrateTo(old.db, name)
    await old.close()
    await startHub({ data })
    expect(await checkDatabase({ database: databasePath(data), day: null })).toMatchObject({ findings: [] })
  })

  it('of an older version is not taken over with a trigger of somebody else', async () => {
    const data = temporaryFolder()
    const file = join(data, 'frontdesk.sqlite')
    const old = openSqlite(file)
    await migrateTo(old.db, '0006-closings')
    await old.close()
    tamper(file, PROMOTING_TRIGGER)
    await expect(startHub({ data })).rejects.toThrow('trigger "promote"')
  })

  it('that a tool has analysed is worked with', async () => {
    const data = temporaryFolder()
    tamper(await makeData(data, 5), 'analyze')
    await expect(startHub({ data })).resolves.toMatchObject({ folder: data })
  })

  it('that is opened anew while the hub runs is looked at again', async () => {
    const { store, writer } = await openTestCore()
    await store.db.schema.createView('names').as(store.db.selectFrom('staff').select('id')).execute()
    await expect(writer.reopenStore()).rejects.toThrow('view "names"')
  })

  it('with a trigger of somebody else is found by a check', async () => {
    const data = temporaryFolder()
    tamper(await makeData(data, 5), PROMOTING_TRIGGER)
    const { code, out } = await commandHere(['check', '--data', data])
    expect({ code, out }).toEqual({ code: 1, out: 'the schema: trigger "promote" is not of this program\n' })
  })
})

it('the schema after each migration has its line', async () => {
  const store = openSqlite(join(temporaryFolder(), 'frontdesk.sqlite'))
  const made: Record<string, string> = {}
  for (const name of MIGRATION_NAMES) {
    await migrateTo(store.db, name)
    made[name] = fingerprintOf(await readSchema(store.db), sha256)
  }
  await store.close()
  expect(SCHEMA_FINGERPRINTS).toEqual(made)
})
