import { describe, expect, it } from 'vitest'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDesk } from '../../support/client/desk.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { never } from '../../support/hub/held-time.ts'
import { startHub } from '../../support/hub/hub.ts'
import { exportedMembers, takeFile } from '../../support/hub/members-files.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const hub = sharedHub()

let people = 0
/** Nobody has this name yet. */
const newName = (): string => `Member ${(people += 1)}`

/** One member, by what stands in the file's columns beside their name. */
const fileOf = (columns: Record<string, string>, name = newName()): string =>
  `full_name,${Object.keys(columns).join(',')}\n${name},${Object.values(columns).join(',')}\n`

async function memberOf(name: string): Promise<Record<string, unknown> | undefined> {
  return (await exportedMembers(hub())).find(({ full_name }) => full_name === name)
}

async function takenBy(columns: Record<string, string>): Promise<Record<string, unknown> | undefined> {
  const name = newName()
  expect(await takeFile(hub(), fileOf(columns, name))).toMatchObject({ added: 1 })
  return memberOf(name)
}

describe('a status', () => {
  it.each([
    ['canceled', {}, 'suspended'],
    ['Inactive', {}, 'suspended'],
    ['frozen', { frozen_until: '2090-01-01' }, 'frozen'],
    ['expired', { valid_until: '2020-01-01' }, 'expired'],
    ['debt', { debt_cents: '500' }, 'debt'],
    ['no_visits_left', { visits_left: '0' }, 'no_visits_left'],
    ['active', {}, 'active'],
    ['active', { suspended: '1' }, 'suspended'],
    ['', {}, 'active'],
    // As an export said it, some days ago.
    ['not_started', { valid_from: '2020-01-01' }, 'active'],
  ])('%j with %j is a member who is %s', async (status, columns, becomes) => {
    expect(await takenBy({ status, ...columns })).toMatchObject({ status: becomes })
  })

  it.each([
    ['lead', {}, 'has a word that is not known'],
    ['frozen', {}, 'says frozen, and frozen_from or frozen_until does not'],
    ['expired', {}, 'says expired, and valid_until does not'],
    ['debt', { debt_cents: '0' }, 'says debt, and debt_cents does not'],
    ['canceled', { suspended: '0' }, 'says suspended, and suspended does not'],
  ])('%j with %j is refused, since it would be dropped', async (status, columns, cause) => {
    const { refused } = await takeFile(hub(), fileOf({ status, ...columns }))
    expect(refused).toMatch(new RegExp(`^Line 2: status ${cause}`))
  })
})

describe('a cell', () => {
  it.each([
    ['credentials', '1.2E+09', 'has a number that a spreadsheet has shortened'],
    ['credentials', '4E-3', 'has a number that a spreadsheet has shortened'],
    ['phone', '"4,91512E+11"', 'has a number that a spreadsheet has shortened'],
    ['phone', '#REF!', 'has what a spreadsheet shows'],
    ['membership_type', '#####', 'has what a spreadsheet shows'],
    ['note', 'J\ufffdrgen', 'has characters that were lost before'],
    ['birthday', '2001-02-29', 'must be a day that exists'],
    ['birthday', '13-01', 'must be a day that exists'],
    ['birthday', '2999-01-01', 'is in the future'],
    ['valid_until', '2026-02-30', 'must be a day that exists'],
    ['frozen_from', '31.12.2026', 'must be a day that exists'],
    ['valid_from,valid_until', '2027-05-01,2026-01-01', 'is before valid_from'],
    ['frozen_from,frozen_until', '2027-05-01,2026-01-01', 'is before frozen_from'],
    ['version', '17', 'is not as it was exported'],
    [
      'credentials',
      Array.from({ length: 21 }, (_, at) => `CARD-${at}`).join(' '),
      'may have at most 20 cards',
    ],
  ])('of %s with %j is refused with line and column', async (columns, cells, cause) => {
    const { refused } = await takeFile(hub(), `full_name,${columns}\nRefused,${cells}\n`)
    expect(refused).toMatch(new RegExp(`^Line 2: ${columns.split(',').at(-1)} ${cause}`))
    expect(await memberOf('Refused')).toBeUndefined()
  })

  it.each(['N/A', '#N/A', 'None', '—', '\u200b', 'ㅤ', '⠀', '\u202e'])(
    'of full_name with %j is refused: it is nobody',
    async (name) => {
      const { refused } = await takeFile(hub(), `full_name,phone\n${name},1\n`)
      expect(refused).toMatch(
        /^Line 2: full_name (is no name|has nothing that can be seen|must not be empty)/,
      )
    },
  )
})

describe('what a cell is taken for', () => {
  it.each([
    ['credentials', '04E12345 0123', ['0123', '04E12345']],
    ['credentials', '1234; 5678;', ['1234', '5678']],
    ['credentials', 'none', []],
    ['phone', 'N/A', ''],
    ['email', '-', ''],
    ['birthday', '1988-02-29', '1988-02-29'],
    ['birthday', '02-29', '02-29'],
    ['membership_type', '"Gold\n\u202eplan"', 'Gold plan'],
    ['note', '"Two\nlines"', 'Two\nlines'],
  ])('of %s with %j is %j', async (column, cell, kept) => {
    expect(await takenBy({ [column]: cell })).toMatchObject({ [column]: kept })
  })

  it.each([
    ['Anna \u202egreB', 'Anna greB'],
    ['\u200eAnna\u00ad Berg', 'Anna Berg'],
    ['Anna \u0301\u200d', 'Anna \u0301'],
    // Spelled with a joiner that is not seen.
    ['می\u200cخواهم', 'می\u200cخواهم'],
  ])('of full_name with %j is %j', async (sent, kept) => {
    expect(await takeFile(hub(), `full_name,phone\n${sent},${newName()}\n`)).toMatchObject({ added: 1 })
    expect(await memberOf(kept)).toBeDefined()
  })
})

describe('a birthday with its year', () => {
  it('is told at the desk on its day, and is no year there', async () => {
    const now = Date.parse('2026-11-23T10:00:00Z')
    const gym = await startHub({}, { now: () => now, every: never })
    await takeFile(gym, fileOf({ birthday: '1990-11-23', credentials: 'CARD-1' }))
    const desk = await openDesk(gym)
    const { payload } = await desk.ask('scan', { code: 'CARD-1' })
    expect(payload.flags).toContain('birthday')
    const asked = await desk.ask('request', {
      method: 'members.get',
      params: { memberId: payload.member.id },
    })
    expect(asked.payload).toMatchObject({ birthday: '11-23' })
  })
})

describe('rows and columns', () => {
  it('without anything in them are passed over, and counted', async () => {
    const file = 'full_name,,phone,,\nCid,,1,,\n,,,,\n\n , ,,,\nDee,,2\n'
    expect(await takeFile(hub(), file)).toMatchObject({ added: 2, blankRows: 2, unnamedColumns: 3 })
  })

  it('are counted on the command line too', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'm.csv'), 'full_name;\nAnn;\n;\n')
    const { out } = await commandHere(['members', 'import', join(folder, 'm.csv'), '--data', folder])
    expect(out).toBe(
      '1 members added, 0 changed, 1 blank rows passed over, 1 empty columns without a name passed over\n',
    )
  })

  it.each([
    ['a value without a column', 'full_name,\nAnn,4711\n', 'Line 2: the cell in place 2 has no column'],
    ['a value beyond the header', 'full_name\nAnn\nBob,4711\n', 'Line 3: the cell in place 2 has no column'],
    ['a column twice', 'full_name,phone,phone\nAnn,1,2\n', 'Line 1: phone is there twice'],
    ['nothing at all', '', 'Line 1: the file is empty'],
    [
      'more columns than anybody has',
      `full_name${','.repeat(100)}\nAnn\n`,
      'Line 1: a file may have at most 100',
    ],
    ['a row without end', `full_name,note\nAnn,"${'x'.repeat(70_000)}`, 'Line 2: this row is longer than'],
    [
      'a row of empty cells without end',
      `full_name,note\nAnn${','.repeat(140_000)}`,
      'Line 2: this row is longer than',
    ],
    ['a quotation mark that is not closed', 'full_name,note\nAnn,"x\n', 'Line 2: a quotation mark is opened'],
    [
      'a quotation mark inside',
      'full_name,note\nAnn,5" x\n',
      'Line 2: a quotation mark stands in the middle',
    ],
    ['text behind one', 'full_name,note\nAnn,"5" x\n', 'Line 2: something stands behind a quotation mark'],
  ])('with %s are refused with the line', async (_what, file, sentence) => {
    expect((await takeFile(hub(), file)).refused).toContain(sentence)
    expect(await memberOf('Ann')).toBeUndefined()
  })

  it.each([
    ['line breaks of Windows', 'full_name,phone\r\nAnn,1\r\n'],
    ['line breaks of old Macs', 'full_name,phone\rAnn,1\r'],
    ['line breaks of both kinds', 'full_name,phone\nAnn,1\r\n'],
    ['a byte-order mark', '\ufefffull_name,phone\nAnn,1\n'],
    ['blanks around quotation marks', 'full_name , phone\n "Ann" , "1"\n'],
    ['tabs, and an empty cell first', 'phone\tfull_name\temail\n\tAnn\t\n'],
    ['semicolons, and commas in its cells', 'full_name;note\nAnn;"a, b, c"\n'],
  ])('with %s are read', async (_what, file) => {
    const name = newName()
    expect(await takeFile(hub(), file.replace('Ann', name))).toMatchObject({ added: 1 })
    expect(await memberOf(name)).toBeDefined()
  })
})

describe('the encoding of a file', () => {
  it('is seen without a byte-order mark where it is UTF-16, and said', async () => {
    const file = Buffer.from('full_name\nJürgen\n', 'utf16le')
    expect(await takeFile(hub(), file)).toMatchObject({ added: 1, encoding: 'utf-16le' })
    expect(await memberOf('Jürgen')).toBeDefined()
  })

  it('is never guessed where two are alike: both are named', async () => {
    const { refused } = await takeFile(hub(), Buffer.from('full_name\nJi\xf8\xed Dvo\xf8\xe1k\n', 'latin1'))
    expect(refused).toContain('looks like windows-1252 or windows-1250')
  })

  it('is refused where it is named wrong and gives characters that nobody writes', async () => {
    const file = Buffer.from('full_name\nJ\x81rgen\n', 'latin1')
    const { refused } = await takeFile(hub(), file, '?encoding=windows-1252')
    expect(refused).toMatch(/^Line 2: full_name cannot be read as windows-1252/)
  })

  it('has a name that we know', async () => {
    const { refused } = await takeFile(hub(), 'full_name\nAnn\n', '?encoding=klingon')
    expect(refused).toContain('encoding')
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'm.csv'), 'full_name\nAnn\n')
    const args = ['members', 'import', join(folder, 'm.csv'), '--data', folder, '--encoding', 'klingon']
    expect(await commandHere(args)).toMatchObject({
      code: 2,
      err: expect.stringContaining('--encoding takes one of: utf-8') as string,
    })
  })
})

describe('a refused file', () => {
  it('begins no new gym', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'm.csv'), 'full_name,valid_until\nAnn,never\n')
    const data = join(folder, 'data')
    expect(await commandHere(['members', 'import', join(folder, 'm.csv'), '--data', data])).toMatchObject({
      code: 2,
    })
    expect(await commandHere(['members', 'export', '--data', data])).toMatchObject({ code: 2, out: '' })
  })
})
