import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { manifestPath } from '../../../server/backup/manifest.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { askDatabase, makeData, tamper } from '../../support/hub/data.ts'
import { fingerprint, fingerprints, flipBit } from '../../support/hub/files.ts'
import { startHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Bytes 60 to 63 of a database are the application's, which we leave alone: the file is whole whatever they are. */
const UNUSED_BYTE = 60

const PAGE_BYTES = 4096

/** One gym's data and a backup of them, which each test copies. */
const made = mkdtempSync(join(tmpdir(), 'frontdesk-'))
const data = join(made, 'data')
const good = join(made, 'good.sqlite')

beforeAll(async () => {
  await makeData(data, 20)
  await commandHere(['backup', good, '--data', data])
})
afterAll(() => rmSync(made, { recursive: true, force: true }))

/** Writes rubbish over the first page of a table or an index. */
function fillPageOf(name: string): (file: string) => void {
  return (file) => {
    const { page } = askDatabase(
      file,
      `select rootpage as page from sqlite_master where name = '${name}'`,
    ) as {
      page: number
    }
    const bytes = readFileSync(file)
    bytes.fill(0x55, (page - 1) * PAGE_BYTES, page * PAGE_BYTES)
    writeFileSync(file, bytes)
  }
}

/** A name is missing that the table says is always there. */
const EMPTY_NAME = `
  pragma writable_schema = ON;
  update sqlite_master set sql = replace(sql, '"full_name" text not null', '"full_name" text') where name = 'members';
  pragma writable_schema = RESET;
  update members set full_name = null where search_text = (select min(search_text) from members);
  pragma writable_schema = ON;
  update sqlite_master set sql = replace(sql, '"full_name" text', '"full_name" text not null') where name = 'members';`

/** What the table's check does not allow. */
const ENDED_BY_NOBODY = `
  pragma ignore_check_constraints = ON;
  update visits set check_out_at = check_in_at, closed_by = null;`

/** The index that finds a member's cards still has one that is gone; every row is whole. */
const STRAY_INDEX_ENTRY = `
  create temp table kept as select * from sqlite_master where name = 'credentials_by_member';
  pragma writable_schema = ON;
  delete from sqlite_master where name = 'credentials_by_member';
  pragma writable_schema = RESET;
  delete from credentials where code = 'DEMO-00001';
  pragma writable_schema = ON;
  insert into sqlite_master select * from kept;`

/** Damage that a copy takes with it. */
const DAMAGED_ROWS: [what: string, damage: (file: string) => void][] = [
  ['with a page of rubbish among its rows', fillPageOf('members')],
  ['with a row that its table does not allow', (file) => tamper(file, EMPTY_NAME)],
  ['with a visit that ended and says not how', (file) => tamper(file, ENDED_BY_NOBODY)],
  [
    'with visits of members who are not there',
    (file) => tamper(file, 'delete from members where id in (select member_id from visits)'),
  ],
]

/** Damage of what is made anew in a copy. */
const DAMAGED_INDEXES: typeof DAMAGED_ROWS = [
  ['with a page of rubbish in an index', fillPageOf('credentials_by_member')],
  ['with an index that does not fit its rows', (file) => tamper(file, STRAY_INDEX_ENTRY)],
]

/** Of a stranger: the next sign-in makes managers of all. */
const PROMOTING_TRIGGER = `
  create trigger promote after insert on refresh_tokens begin update staff set role = 'manager'; end`

/** Files that are no backup of ours, and what is said of them. */
const OTHERS: [what: string, write: (file: string) => void, sentence: string][] = [
  [
    'a letter',
    (file) => writeFileSync(file, 'Dear Sofia, '.repeat(1000)),
    'is not a database of this program',
  ],
  ['an empty file', (file) => writeFileSync(file, ''), 'is not a database of this program'],
  [
    'another program’s database',
    (file) => tamper(file, 'create table notes (text)'),
    'is not a database of this program',
  ],
  ['a folder', (file) => mkdirSync(file), 'cannot be opened as a database'],
  ['nothing', () => undefined, 'There is no file'],
  [
    'a backup of a newer version',
    (file) => {
      copyFileSync(good, file)
      tamper(file, `insert into kysely_migration values ('9999-parking', '2030-01-01')`)
    },
    'was written by a newer version (9999-parking). Install that version to use it.',
  ],
  [
    'a backup that makes a manager of whoever looks at it',
    (file) => {
      copyFileSync(good, file)
      tamper(file, PROMOTING_TRIGGER)
    },
    'cannot be used: trigger "promote" is not of this program. Use another backup.',
  ],
  [
    'a backup whose audit log can be rewritten',
    (file) => {
      copyFileSync(good, file)
      tamper(file, 'drop trigger audit_rows_stay')
    },
    'cannot be used: trigger "audit_rows_stay" is missing. Use another backup.',
  ],
]

describe('hub restore refuses, and leaves the data as they were,', () => {
  async function refused(file: string): Promise<string> {
    const before = fingerprints(data)
    const { code, out, err } = await commandHere(['restore', file, '--data', data])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(fingerprints(data)).toEqual(before)
    return err
  }

  it.each([...DAMAGED_ROWS, ...DAMAGED_INDEXES])('a backup %s', async (_what, damage) => {
    const backup = join(temporaryFolder(), 'evening.sqlite')
    copyFileSync(good, backup)
    damage(backup)
    expect(await refused(backup)).toBe(`The file ${backup} is damaged. Use an older backup.\n`)
  })

  it('a backup with one bit turned, which its manifest tells', async () => {
    const backup = join(temporaryFolder(), 'evening.sqlite')
    copyFileSync(good, backup)
    copyFileSync(manifestPath(good), manifestPath(backup))
    flipBit(backup, UNUSED_BYTE, 0)
    expect(await refused(backup)).toBe(`The file ${backup} is damaged. Use an older backup.\n`)
  })

  it.each(OTHERS)('%s', async (_what, write, sentence) => {
    const backup = join(temporaryFolder(), 'evening.sqlite')
    write(backup)
    expect(await refused(backup)).toContain(sentence)
  })

  it('any backup beside a running hub', async () => {
    const hub = await startHub()
    const ran = await commandHere(['restore', good, '--data', hub.folder])
    const has = `A hub or another restore has the data folder ${hub.folder}.`
    const sentence = `${has} Stop it or let it end first, then restore.\n`
    expect(ran).toEqual({ code: 2, out: '', err: sentence })
    expect(await (await hub.fetch('api/v1/check')).json()).toMatchObject({ findings: [], members: 0 })
  })
})

describe('hub backup refuses, and keeps the backup of before,', () => {
  it.each(DAMAGED_ROWS)('a database %s', async (_what, damage) => {
    const [folder, backups] = [temporaryFolder(), temporaryFolder()]
    copyFileSync(good, join(folder, 'frontdesk.sqlite'))
    damage(join(folder, 'frontdesk.sqlite'))
    const target = join(backups, 'evening.sqlite')
    copyFileSync(good, target)
    const ran = await commandHere(['backup', target, '--data', folder])
    expect(ran).toMatchObject({ code: 2, out: '' })
    expect(ran.err).toMatch(/is damaged|SQLITE_CORRUPT/)
    expect(fingerprints(backups)).toEqual({ 'evening.sqlite': fingerprint(good) })
  })
})
