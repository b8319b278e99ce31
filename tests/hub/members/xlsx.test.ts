import { strToU8, zipSync } from 'fflate'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readMappedFile } from '../../../server/commands/members/file/convert/read-mapped-file.ts'
import { readMembersFile } from '../../../server/commands/members/file/read-members-file.ts'
import { recogniseFile } from '../../../server/commands/members/file/recognise/recognise-file.ts'
import { openFileApart } from '../../../server/hub/read-file-apart.ts'
import type { ImportMapping, RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import { MAPPED_FILE_TYPE, XLSX_TYPE, type ImportReport } from '../../../server/protocol/import-report.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { startHub } from '../../support/hub/hub.ts'
import { exportedMembers } from '../../support/hub/members-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { xlsxOf, type Cell } from '../../support/hub/xlsx.ts'

type Bytes = Uint8Array<ArrayBuffer>

const TODAY = '2026-11-29'

const recognise = (bytes: Bytes, sheet?: string) =>
  recogniseFile({ bytes, sheet }, { today: TODAY, plans: [], checksum: crc32 })

/** The rows of a file that are members, and those that are passed over. */
async function convert(bytes: Bytes, mapping: ImportMapping) {
  const found = { rows: [] as object[], passed: [] as object[] }
  for await (const { rows, theirs } of readMappedFile({ bytes }, { mapping, today: TODAY })) {
    found.rows.push(...rows)
    found.passed.push(...(theirs?.passed ?? []))
  }
  return found
}

const HEADER = ['Client ID', 'Full Name', 'Barcode', 'Membership End', 'Date of Birth', 'Blocked']
/** 31 December 2026 and 29 February 1988, as Excel counts. */
const [END, BIRTH] = [{ day: 46_387 }, { day: 32_202 }]

const member = (...cells: (Cell | null)[]) =>
  xlsxOf({ Members: [['Our members & friends'], [], HEADER, cells] })

describe('a spreadsheet', () => {
  const file = member(7, 'Zoë O’Neill', '0070001', END, BIRTH, false)

  it('is read as its cells are meant: days, numbers, words, in the line where they stand', async () => {
    const { mapping, headerLine, rows, sheets, columns } = await recognise(file)
    expect({ headerLine, rows, sheets }).toEqual({ headerLine: 3, rows: 1, sheets: ['Members'] })
    expect(columns.map(({ field }) => field)).toEqual([
      ...['old_id', 'full_name', 'credentials', 'valid_until', 'birthday', 'suspended'],
    ])
    expect((await convert(file, mapping)).rows).toMatchObject([
      {
        ...{ line: 4, full_name: 'Zoë O’Neill', credentials: ['0070001'] },
        ...{ valid_until: '2026-12-31', birthday: '1988-02-29' },
      },
    ])
  })

  it('keeps the zeros that only a number format shows', async () => {
    const shown = member(7, 'Zoë O’Neill', { seven: 70_001 }, END, BIRTH, false)
    const { mapping } = await recognise(shown)
    expect((await convert(shown, mapping)).rows).toMatchObject([{ credentials: ['0070001'] }])
    const longer = member(70_001, 'Bo Li', { seven: 12_345_678 }, END, BIRTH, false)
    expect((await convert(longer, mapping)).rows).toMatchObject([{ credentials: ['12345678'] }])
  })

  it('with several sheets is read by the one that is named, and the first where none is', async () => {
    const two = xlsxOf({
      Prices: [
        ['Plan', 'Price'],
        ['Gold', 49],
      ],
      'All members': [HEADER, [1, 'Bo Li', null, END]],
    })
    expect(await recognise(two)).toMatchObject({
      sheets: ['Prices', 'All members'],
      mapping: { sheet: 'Prices' },
    })
    const { mapping } = await recognise(two, 'All members')
    expect((await convert(two, mapping)).rows).toMatchObject([{ full_name: 'Bo Li' }])
    await expect(convert(file, mapping)).rejects.toThrow(
      'The file has no sheet "All members". It has: "Members". Name one of them.',
    )
  })

  it('of which the rest is CSV, is gone on with by the same mapping', async () => {
    const { mapping } = await recognise(file)
    const rest = new TextEncoder().encode(
      `\ufeff${HEADER.join(',')},why_not_imported\n8,Bo Li,,2027-01-31,,no,x\n`,
    )
    expect((await convert(rest, mapping)).rows).toMatchObject([{ full_name: 'Bo Li' }])
  })

  it('with our own columns is an import of ours', async () => {
    const ours = xlsxOf({
      Members: [
        ['full_name', 'valid_until', 'visits_left'],
        ['Bo Li', END, 10],
      ],
    })
    expect(await recognise(ours)).toMatchObject({ isOurs: true })
    const { value } = await readMembersFile({ bytes: ours }).next()
    expect(value).toMatchObject({
      rows: [{ full_name: 'Bo Li', valid_until: '2026-12-31', visits_left: 10 }],
    })
  })

  it.each<[what: string, card: Cell, why: RegExp]>([
    ['an error', { error: '#REF!' }, /^Line 4: Barcode has what a spreadsheet shows/],
    [
      'a formula that was never calculated',
      { formula: 'B4&"7"' },
      /^Line 4: Barcode has what a spreadsheet shows/,
    ],
    [
      'a card whose last figure is lost',
      1_234_567_890_123_450,
      /^Line 4: Barcode has a number that a spreadsheet/,
    ],
  ])('with %s has its row refused, and is not taken for one without', async (_what, card, why) => {
    const { mapping } = await recognise(file)
    const { passed } = await convert(member(7, 'Anna Berg', card, END, BIRTH, false), mapping)
    expect(passed).toMatchObject([
      { why: { code: expect.stringMatching(/^spreadsheet_error|shortened$/) as string } },
    ])
    expect(passed).toMatchObject([{ what: 'refused', message: expect.stringMatching(why) as string }])
  })
})

describe('a spreadsheet of any product', () => {
  const file = xlsxOf({
    ...{ Info: [['Exported', 'today']] },
    Members: [
      HEADER,
      [7, 'Anna Berg', '0070001', END, BIRTH, false],
      [8, 'Bo Li', '0070002', 'soon', BIRTH, true],
    ],
  })
  const onlyAnna = [expect.objectContaining({ full_name: 'Anna Berg', valid_until: '2026-12-31' })]

  it('is imported over HTTP', async () => {
    const hub = await startHub()
    const send = async (path: string, type: string, body: Bytes) => {
      const asked = { method: 'POST', body, headers: { 'content-type': type } }
      return (await hub.fetch(`api/v1/members/import${path}`, asked)).json() as Promise<unknown>
    }
    const { mapping } = (await send('/recognise?sheet=Members', XLSX_TYPE, file)) as RecognisedFile
    const body = Buffer.concat([Buffer.from(`${JSON.stringify(mapping)}\n`), file])
    const report = (await send('?only_good=true', MAPPED_FILE_TYPE, body)) as ImportReport
    expect(report).toMatchObject({ counts: { added: 1, refused: 1 } })
    expect(report.rest).toContain('8,Bo Li,0070002,soon,1988-02-29,true,Line 3: Membership End')
    expect(await exportedMembers(hub)).toEqual(onlyAnna)
  })

  it('is imported by the command line', async () => {
    const [folder, files] = [temporaryFolder(), temporaryFolder()]
    const [path, saved] = [join(files, 'members.xlsx'), join(files, 'mapping.json')]
    writeFileSync(path, file)
    const data = ['--data', folder]
    const { out } = await commandHere(['members', 'recognise', path, '--sheet', 'Members', '--json', ...data])
    writeFileSync(saved, out)
    const taken = await commandHere(['members', 'import', path, '--mapping', saved, '--only-good', ...data])
    expect(taken.out).toBe('Of the rows are: 1 added, 1 refused. Read as utf-8.\n')
  })
})

describe('a file that is no spreadsheet that can be read', () => {
  const whole = member(1, 'Bo Li')
  const nested = zipSync({ 'members.xlsx': whole })
  const compound = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
  const big = zipSync({ 'xl/workbook.xml': strToU8('<workbook/>'), 'xl/big.xml': new Uint8Array(1_000) })

  it.each<[what: string, bytes: Bytes, says: string]>([
    ['an archive with a spreadsheet in it', nested, 'is an archive and no XLSX file. Unpack it'],
    ['an XLS file, or one with a password', compound, 'save it as XLSX without a password, or as CSV'],
    ['cut off', whole.slice(0, whole.length - 30), 'is damaged. Open it in a spreadsheet'],
    ['without its sheets', zipSync({ 'xl/workbook.xml': strToU8('<workbook') }), 'is damaged'],
    ['far larger than it looks', restated(big, 97 * 1024 * 1024), 'Save the sheet with the members as CSV'],
    ['larger than it says', restated(big, 10), 'is damaged'],
  ])('is refused in a sentence: %s', async (_what, bytes, says) => {
    await expect(recognise(bytes)).rejects.toThrow(says)
  })

  it('is found out in a thread, however small it is', async () => {
    const reader = openFileApart({ bytes: nested.slice() })
    await expect(reader.read()[Symbol.asyncIterator]().next()).rejects.toThrow('Unpack it')
    await reader.close()
  })
})

/** The same archive, whose list says of its second part that it has so many bytes. */
function restated(archive: Bytes, size: number): Bytes {
  const bytes = archive.slice()
  const view = new DataView(bytes.buffer)
  const list = view.getUint32(bytes.length - 6, true)
  const second = list + 46 + view.getUint16(list + 28, true)
  view.setUint32(second + 24, size, true)
  return bytes
}
