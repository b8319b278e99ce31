import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { recogniseFile } from '../../../server/commands/members/file/recognise/recognise-file.ts'
import type { RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import { FIFTH_ROUND, SIXTH_ROUND } from '../../support/hub/first-sight-files.ts'
import { csvOf, rowsOf, type ForeignFile } from '../../support/hub/foreign-file.ts'
import { FOREIGN_FILES } from '../../support/hub/foreign-files.ts'
import { UNSEEN_FILES } from '../../support/hub/unseen-files.ts'

const TODAY = '2026-11-29'

const MEMBERS = 60

const LATER_FILES = [...FIFTH_ROUND, ...SIXTH_ROUND]

const ALL_FILES = [...FOREIGN_FILES, ...UNSEEN_FILES, ...LATER_FILES]

const recognise = (bytes: Uint8Array<ArrayBuffer>): Promise<RecognisedFile> =>
  recogniseFile({ bytes }, { today: TODAY, plans: ['off-peak'], checksum: crc32 })

const ofText = (text: string): Promise<RecognisedFile> => recognise(new TextEncoder().encode(text))

const bytesOf = (file: ForeignFile): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(csvOf(file, rowsOf(file, MEMBERS)))

/** What a file's columns were taken for, beside what they are. */
function judged(file: ForeignFile, { columns }: RecognisedFile) {
  return columns.map(({ header, field, sureness }, at) => {
    const right = file.columns[at]?.field ?? null
    return { header, field, right, sureness, isRight: field === right }
  })
}

describe("the columns of another product's file", () => {
  it.each(ALL_FILES.map((file) => [file.name, file] as const))(
    'of %s are never wrong where they are sure',
    async (_name, file) => {
      const columns = judged(file, await recognise(bytesOf(file)))
      expect(columns.map(({ header }) => header)).toEqual(file.columns.map(({ header }) => header))
      expect(columns.filter(({ isRight, sureness }) => !isRight && sureness === 'sure')).toEqual([])
    },
  )

  it.each([
    ['of known files', FOREIGN_FILES],
    ['of files that nobody had seen', UNSEEN_FILES],
    ['of files in other languages and of other habits', LATER_FILES],
  ])('%s are proposed right, 95 of 100', async (_whose, files) => {
    const all = []
    for (const file of files) all.push(...judged(file, await recognise(bytesOf(file))))
    const wrong = all.filter(({ isRight }) => !isRight)
    expect(files.length).toBeGreaterThan(25)
    expect({ wrong, share: wrong.length / all.length <= 0.05 }).toMatchObject({ share: true })
  })
})

describe('a file is read', () => {
  const file = FOREIGN_FILES.find(({ name }) => name.startsWith('a German studio'))!

  it('in Windows-1252, with semicolons and a title', async () => {
    const text = csvOf({ ...file, before: ['Mitglieder', ''] }, rowsOf(file, MEMBERS))
    const bytes = Uint8Array.from(text, (letter) => WINDOWS_1252.get(letter) ?? letter.charCodeAt(0))
    const { mapping, headerLine, rows, encodingIsSure } = await recognise(bytes)
    expect(mapping).toMatchObject({ encoding: 'windows-1252', separator: ';' })
    expect({ headerLine, rows, encodingIsSure }).toEqual({
      headerLine: 3,
      rows: MEMBERS,
      encodingIsSure: false,
    })
  })

  it('in UTF-16 with tabs', async () => {
    const text = csvOf({ ...file, separator: '\t' }, rowsOf(file, MEMBERS))
    const { mapping } = await recognise(new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le')))
    expect(mapping).toMatchObject({ encoding: 'utf-16le', separator: '\t' })
  })

  it('as one of ours where all its columns are', async () => {
    expect(await ofText('full_name,email\nAnn Test,ann@example.org\n')).toMatchObject({ isOurs: true })
  })

  it('as of the same product where it is the rest of a file', async () => {
    const whole = await ofText('Nr;Name\n1;Ann A\n2;Bob B\n')
    const rest = await ofText('Nr;Name;why_not_imported\n2;Bob B;Line 3: something is wrong.\n')
    expect(rest.mapping.source).toBe(whole.mapping.source)
    expect(rest.columns[2]).toMatchObject({ field: null, sureness: 'sure' })
  })

  it('in no way where nothing names its columns', async () => {
    await expect(ofText('1,2026-01-01\n2,2026-01-02\n')).rejects.toThrow(
      'No line of the file names its columns.',
    )
  })

  it.each(FOREIGN_FILES.slice(2, 3).map((one) => [one]))('as one of a product that we know', async (one) => {
    expect(await recognise(bytesOf(one))).toMatchObject({ product: 'Glofox', mapping: { source: 'glofox' } })
  })
})

/** What windows-1252 has elsewhere than Unicode. */
const WINDOWS_1252 = new Map([
  ['’', 0x92],
  ['€', 0x80],
  // Not in it.
  ['Ł', 0x4c],
])

describe('the days of a column', () => {
  const ofDays = (...days: string[]) =>
    ofText(
      `Name,Membership End\n${days.map((day, at) => `Member ${'ABCDEFGH'[at] ?? ''},${day}\n`).join('')}`,
    )

  it('are settled by one beyond the twelfth, wherever it stands', async () => {
    const early = Array<string>(200).fill('03/04/2026')
    const { mapping, questions } = await ofDays(...early, '25/04/2026')
    expect(mapping.columns[1]).toMatchObject({ field: 'valid_until', dates: 'DMY' })
    expect(questions.filter(({ about }) => about === 'dates')).toEqual([])
    expect((await ofDays(...early, '04/25/2026')).mapping.columns[1]).toMatchObject({ dates: 'MDY' })
  })

  it('are asked about, with two of them, where none is', async () => {
    const { mapping, questions } = await ofDays('03/04/2026', '05/06/2026', '07/08/2026')
    expect(mapping.columns[1]).toMatchObject({ dates: null })
    expect(questions).toContainEqual({
      about: 'dates',
      header: 'Membership End',
      examples: ['03/04/2026', '05/06/2026'],
    })
  })

  it('are asked about where they contradict each other', async () => {
    expect((await ofDays('25/04/2026', '04/25/2026', '03/04/2026')).questions).toContainEqual(
      expect.objectContaining({ about: 'dates' }),
    )
  })
})

describe('the plans of a file', () => {
  const OURS = ['Gold 12 months', 'Gold 6 months', 'Off-peak', '10 visits']

  it('are proposed as ours by their words, whatever their order, and else keep their names', async () => {
    const theirs = ['12 Month Gold Membership', 'OFF PEAK', '10er Eintritte', 'Gold', 'Student', 'None']
    const rows = theirs.map((plan, at) => `Member ${'ABCDEF'[at] ?? ''},${plan}\n`).join('')
    const bytes = new TextEncoder().encode(`Name,Membership Name\n${rows}`)
    const found = await recogniseFile({ bytes }, { today: TODAY, plans: OURS, checksum: crc32 })
    expect(found.ourPlans).toEqual(OURS)
    expect(found.mapping.plans).toEqual({
      ...{
        '12 Month Gold Membership': 'Gold 12 months',
        'OFF PEAK': 'Off-peak',
        '10er Eintritte': '10 visits',
      },
      ...{ Gold: 'Gold', Student: 'Student' },
    })
  })

  it('are not proposed where two of ours have the same words', async () => {
    const bytes = new TextEncoder().encode('Name,Membership Name\nAnn A,Gold month\n')
    const plans = ['Month Gold pass', 'Month (Gold)']
    const found = await recogniseFile({ bytes }, { today: TODAY, plans, checksum: crc32 })
    expect(found.mapping.plans).toEqual({ 'Gold month': 'Gold month' })
  })
})

describe('what only a person can say', () => {
  it('is what a word of a status means, and none is taken for active', async () => {
    const { questions, mapping } = await ofText(
      'Name,Status\nAnn A,Active\nBob B,Alumni\nCid C,Alumni\nDee D,\n',
    )
    expect(questions).toContainEqual({ about: 'status', header: 'Status', word: 'alumni', rows: 2 })
    expect(questions).toContainEqual({ about: 'status', header: 'Status', word: '', rows: 1 })
    expect(mapping.statuses).toEqual({ active: 'active', alumni: null, '': null })
  })

  it('is which sums of a balance are debts', async () => {
    const { questions } = await ofText('Name,Balance\nAnn A,-12.00\nBob B,3.00\n')
    expect(questions).toContainEqual({ about: 'debts', header: 'Balance', examples: ['-12.00'] })
  })

  it('is whether somebody without an end has none', async () => {
    const { questions } = await ofText('Name,Membership End\nAnn A,2026-12-31\nBob B,\n')
    expect(questions).toContainEqual({ about: 'empty_end', header: 'Membership End', rows: 1 })
  })
})

describe('a column whose name says nothing', () => {
  const members = Array.from({ length: 30 }, (_none, at) => at)
  const ofColumn = async (header: string, cells: (at: number) => string) => {
    const lines = members.map((at) => `person${at}@example.org;${cells(at)}`)
    return (await ofText(`Email;${header}\n${lines.join('\n')}\n`)).columns[1]
  }

  it('is what its cells alone can be, and unsure', async () => {
    expect(await ofColumn('Xyz', (at) => `${1950 + at}-03-17`)).toMatchObject({
      ...{ field: 'birthday', sureness: 'unsure' },
    })
    expect(await ofColumn('Xyz', (at) => ['active', 'frozen'][at % 2]!)).toMatchObject({ field: 'status' })
    expect(await ofColumn('Xyz', (at) => ['Gold', '12 months'][at % 2]!)).toMatchObject({
      field: 'membership_type',
    })
  })

  it('is nothing where its cells could be several things', async () => {
    expect(await ofColumn('Xyz', (at) => String(7_000_000 + at))).toMatchObject({ field: null })
    expect(await ofColumn('Xyz', (at) => `2027-03-${10 + (at % 15)}`)).toMatchObject({ field: null })
  })

  it('is a note, a phone number or a chip where it has the form of one', async () => {
    expect(await ofColumn('Xyz', (at) => `bad knee, ask for ${'abc'[at % 3]!}`)).toMatchObject({
      field: 'note',
    })
    expect(await ofColumn('Xyz', (at) => `+49 30 555 00${10 + at}`)).toMatchObject({ field: 'phone' })
    expect(await ofColumn('Xyz', (at) => `04A1${10 + at}7F80`)).toMatchObject({ field: 'credentials' })
  })

  it('is the first or the last day of a plan by the column of days beside it', async () => {
    const days = members.map(
      (at) => `person${at}@example.org;2026-03-${10 + (at % 15)};2027-03-${10 + (at % 15)}`,
    )
    const found = await ofText(`Email;Xyz;Abc\n${days.join('\n')}\n`)
    expect(found.columns.map(({ field, sureness }) => [field, sureness])).toEqual([
      ['email', 'sure'],
      ['valid_from', 'unsure'],
      ['valid_until', 'unsure'],
    ])
  })

  it('is kept where it is empty and its name is sure: the next file may fill it', async () => {
    expect(await ofColumn('Freeze start', () => '')).toMatchObject({
      field: 'frozen_from',
      sureness: 'likely',
    })
    expect(await ofColumn('Xyz', () => '')).toMatchObject({ field: null, reason: 'empty' })
  })
})

/** Columns that look like what they are not: a header, three cells, and what they must not be taken for. */
const TRAPS: [header: string, cells: string[], never: string][] = [
  ['Email', ['yes', 'no', 'yes'], 'email'],
  ['Phone', ['2026-01-05', '2026-02-06', '2026-03-17'], 'phone'],
  ['Birthday', ['2026-01-05', '2026-02-06', '2026-03-17'], 'birthday'],
  ['Card Number', ['4111 1111 1111 1111', '5500 0000 0000 0004', '**** **** **** 1234'], 'credentials'],
  ['Barcode', ['**** 1234', '**** 1235', '**** 1236'], 'credentials'],
  ['Member ID', ['ann@example.org', 'bob@example.org', 'cid@example.org'], 'old_id'],
  ['Member ID', ['01/02/2026', '01/03/2026', '25/04/2026'], 'old_id'],
  ['First Name', ['17', '18', '19'], 'first_name'],
  ['Full Name', ['Gold 12', 'Silver 6', 'Gold 12'], 'full_name'],
  ['Membership Name', ['2026-01-05', '2026-02-06', '2026-03-17'], 'membership_type'],
  ['Membership Type', ['101', '102', '103'], 'membership_type'],
  ['Membership End', ['12', '6', '3'], 'valid_until'],
  ['Membership Start', ['Monday', 'Friday', 'Monday'], 'valid_from'],
  ['Visits left', ['Gold', 'Silver', 'Gold'], 'visits_left'],
  ['Amount due', ['soon', 'never', 'soon'], 'debt'],
  ['Blocked', ['01/02/2026', '', '25/04/2026'], 'suspended'],
  ['Mobile', ['iOS', 'Android', 'iOS'], 'mobile'],
]

/** Columns that may be what their name says, so that somebody is asked. */
const DOUBTFUL: typeof TRAPS = [
  ['Member ID', ['7', '7', '7'], 'old_id'],
  ['Status', ['Paid', 'Unpaid', 'Paid'], 'status'],
  ['Status', ['Married', 'Single', 'Married'], 'status'],
]

/** What a column is proposed as that stands beside the members' names. */
async function besideNames(header: string, cells: readonly string[]) {
  const lines = cells.map((cell, at) => `Member ${'ABC'[at] ?? ''};"${cell}"`)
  const { columns } = await ofText(`Name;${header}\n${lines.join('\n')}\n`)
  return columns[1]
}

describe('a column that is not what its name says', () => {
  it.each(TRAPS)('%s with %j is not %s', async (header, cells, never) => {
    expect(await besideNames(header, cells)).not.toMatchObject({ field: never })
  })

  it.each(DOUBTFUL)('%s with %j is not surely %s', async (header, cells, never) => {
    expect(await besideNames(header, cells)).not.toMatchObject({ field: never, sureness: 'sure' })
  })

  it.each([
    ['Bem.', 'note'],
    ['Geb.', 'birthday'],
    ['Home Ph', 'phone'],
  ])('%s is a name that was cut short', async (header, field) => {
    const cell = { note: 'x y', birthday: '1990-03-17', phone: '030 5550001' }[field]
    expect(await besideNames(header, [cell!, cell!, cell!])).toMatchObject({ field })
  })

  it('a price option is no price', async () => {
    expect(
      await besideNames('Price option', ['Gold 12 months', 'Gold 12 months', 'Gold 12 months']),
    ).not.toMatchObject({
      sureness: 'sure',
    })
  })

  it.each([
    'Emergency Email',
    'Email Opt-in',
    'guardianEmail',
    'Parent/Guardian Email',
    'Notfallkontakt E-Mail',
    'Trainer E-Mail',
    'Sales Rep Email',
    'Email de urgencia del tutor',
    'Referred by (email)',
  ])('%s is not the address of the member', async (header) => {
    const { columns } = await ofText(`Name,${header}\nAnn A,a@example.org\nBob B,b@example.org\n`)
    expect(columns[1]).toMatchObject({ field: null })
  })

  it.each([
    'Next Payment',
    'Next Bill Date',
    'Nächste Abbuchung',
    'Prochain prélèvement',
    'Próximo cobro',
    'Paid through',
  ])('%s is no end', async (header) => {
    const { columns } = await ofText(`Name,${header}\nAnn A,2026-12-31\nBob B,2026-12-30\n`)
    expect(columns[1]).toMatchObject({ field: null, reason: 'next_payment' })
  })
})
