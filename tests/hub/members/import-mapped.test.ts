import { writeFileSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportMapping } from '../../../server/protocol/import-mapping.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { csvOf, rowsOf } from '../../support/hub/foreign-file.ts'
import { FOREIGN_FILES } from '../../support/hub/foreign-files.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { recogniseAt as recognise, takeMapped as take, type Taken } from '../../support/hub/mapped-files.ts'
import { exportedCsv, exportedMembers, takeFile } from '../../support/hub/members-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const namesIn = async (hub: TestHub) => (await exportedMembers(hub)).map(({ full_name }) => full_name).sort()

/** The mapping that is proposed for a file, and what is said of what was asked. */
async function mappingFor(
  hub: TestHub,
  file: string,
  said: Partial<ImportMapping> = {},
): Promise<ImportMapping> {
  return { ...(await recognise(hub, file)).mapping, ...said }
}

const TWINS = 'Client ID,Client Name,Email,Membership End\n7,John Smith,smith@example.org,2027-01-31\n'

describe("another product's file", () => {
  it.each(FOREIGN_FILES.filter((_file, at) => at % 9 === 2).map((file) => [file.name, file] as const))(
    'of %s becomes exactly what its preview says, and comes again without a change',
    async (_name, foreign) => {
      const hub = await startHub()
      const file = csvOf(foreign, rowsOf(foreign, 30))
      const proposed = await mappingFor(hub, file, { emptyEnd: 'no_end' })
      const statuses = Object.fromEntries(
        Object.entries(proposed.statuses).map(([word, means]) => [word, means ?? 'suspended']),
      )
      const columns = proposed.columns.map((column) =>
        'debts' in column ? { ...column, debts: 'negative' as const } : column,
      )
      const mapping = { ...proposed, statuses, columns }
      const preview = await take(hub, file, mapping, '?preview=true')
      expect(await namesIn(hub)).toEqual([])
      expect(preview.rows).toHaveLength(30)
      const taken = await take(
        hub,
        file,
        mapping,
        `?only_good=true&plan=${encodeURIComponent(preview.plan!)}`,
      )
      expect(taken).toMatchObject({
        isPreview: false,
        rows: preview.rows,
        counts: preview.counts,
        rest: preview.rest,
      })
      expect(await namesIn(hub)).toHaveLength(taken.counts!.added)
      const before = await exportedCsv(hub)
      const again = await take(hub, file, mapping, '?only_good=true')
      expect(again.counts).toMatchObject({ added: 0, changed: 0, unchanged: taken.counts!.added })
      expect(await exportedCsv(hub)).toBe(before)
    },
  )

  it('says of each value what it becomes here', async () => {
    const hub = await startHub()
    const file = [
      'Mitgliedsnr.;Name;E-Mail;Geburtsdatum;Kartennummer;Tarif;Vertragsende;Status;Schulden;Gesperrt;IBAN',
      '1;"Berg, Anna";anna@example.org;29.02.92;0012345;Gold;31.12.2030;aktiv;1.234,50 €;nein;DE1',
      '2;"Müller, Jürgen";;;0012346;keine;31.01.2031;ruhend;0,00 €;nein;DE2',
      '3;"Ødegård, Zoë";;;0012347;Gold;28.02.2031;gekündigt;0,00 €;ja;DE3',
      ';;;;;;;;;;',
      ';Summe;;;;;;;1.234,50 €;;',
    ].join('\r\n')
    const mapping = await mappingFor(hub, file, { end: 'day_after', frozenSince: '2026-11-01' })
    expect(await take(hub, file, mapping)).toMatchObject({
      counts: { added: 3, blank: 1, sum: 1, refused: 0, changed: 0, unchanged: 0, left_out: 0 },
    })
    const members = await exportedMembers(hub)
    expect(members.find(({ full_name }) => full_name === 'Anna Berg')).toMatchObject({
      ...{
        email: 'anna@example.org',
        birthday: '1992-02-29',
        credentials: ['0012345'],
        membership_type: 'Gold',
      },
      ...{ valid_until: '2030-12-30', debt_cents: 123_450, suspended: 0 },
    })
    expect(members.find(({ full_name }) => full_name === 'Jürgen Müller')).toMatchObject({
      ...{ membership_type: '', frozen_from: '2026-11-01', valid_until: '2031-01-30' },
    })
    expect(members.find(({ full_name }) => full_name === 'Zoë Ødegård')).toMatchObject({ suspended: 1 })
  })

  it('never wipes what is known here by an empty cell', async () => {
    const hub = await startHub()
    const mapping = await mappingFor(hub, TWINS)
    await take(hub, TWINS, mapping)
    const emptied = TWINS.replace('smith@example.org', '')
    expect(await take(hub, emptied, mapping)).toMatchObject({ counts: { unchanged: 1 } })
    expect(await exportedMembers(hub)).toMatchObject([{ email: 'smith@example.org' }])
  })
})

describe('a card that not every desk would take', () => {
  it('is refused in a file of another product too', async () => {
    const hub = await startHub()
    const file = 'Member No,Name,Card Number\n1,Ann,CARD-1\n2,Bo,A12\n3,Cid,]C1A12\n4,Dee,]C1\n'
    const mapping = await mappingFor(hub, file)
    const { status, refused } = await take(hub, file, mapping)
    expect(status).toBe(400)
    expect(refused).toMatch(/^Line 3: Card Number has a card that no reader is believed.* too: 4, 5\.$/)
    expect(await take(hub, file, mapping, '?only_good=true')).toMatchObject({
      counts: { added: 1, refused: 3 },
    })
    expect(await namesIn(hub)).toEqual(['Ann'])
  })
})

describe('rows that are refused', () => {
  const FILE = [
    'Name,Email,Membership End,Status',
    'Ann A,ann@example.org,2027-01-31,Active',
    'Bob B,bob@example.org,31st of Never,Active',
    'Cid C,cid@example.org,2027-01-31,Alumni',
    'Dee D,dee@example.org,,Active',
    'Eve E,eve@example.org,2027-01-31,Active,and more',
  ].join('\n')

  it('change nothing where the others are not wanted alone', async () => {
    const hub = await startHub()
    const { refused, status } = await take(hub, FILE, await mappingFor(hub, FILE))
    expect(status).toBe(400)
    expect(refused).toMatch(
      /^Line 3: Membership End is no day that can be read.*Look at these lines too: 4, 5, 6\.$/,
    )
    expect(await namesIn(hub)).toEqual([])
  })

  it('are given back as a file that goes in again by itself once it is mended', async () => {
    const hub = await startHub()
    const mapping = await mappingFor(hub, FILE)
    const { rest, counts } = await take(hub, FILE, mapping, '?only_good=true')
    expect(counts).toMatchObject({ added: 1, refused: 4 })
    expect(rest).toMatch(/^\ufeffName,Email,Membership End,Status,why_not_imported\n/)
    expect(rest).toContain('Cid C,cid@example.org,2027-01-31,Alumni,Line 4: Status has a word')
    // Nothing mended: the same lines are refused again, for the same reasons.
    expect((await take(hub, rest!, mapping, '?only_good=true')).counts).toMatchObject({
      added: 0,
      refused: 4,
    })
    const mended = rest!
      .replace('31st of Never', '2027-05-31')
      .replace('Dee D,dee@example.org,', 'Dee D,dee@example.org,2027-01-31')
    const again = await take(
      hub,
      mended,
      { ...mapping, statuses: { active: 'active', alumni: 'leave_out' } },
      '?only_good=true',
    )
    expect(again.counts).toMatchObject({ added: 2, left_out: 1 })
    expect(await namesIn(hub)).toEqual(['Ann A', 'Bob B', 'Dee D'])
  })

  it('say what stands in the cell, and are read as what somebody says in its place', async () => {
    const hub = await startHub()
    const mapping = await mappingFor(hub, FILE)
    const cellsOf = ({ rows = [] }: Taken) =>
      rows.flatMap(({ line, cell }) => (cell ? [{ line, ...cell }] : []))
    const preview = await take(hub, FILE, mapping, '?preview=true')
    expect(cellsOf(preview)).toEqual([
      { line: 3, at: 2, text: '31st of Never' },
      { line: 4, at: 3, text: 'Alumni' },
      { line: 5, at: 2, text: '' },
    ])
    const mended = [
      { line: 3, at: 2, text: '2027-05-31' },
      { line: 4, at: 3, text: 'Alumna' },
      { line: 5, at: 2, text: '2027-01-31' },
    ]
    const again = await take(hub, FILE, { ...mapping, mended }, '?preview=true')
    expect(again.counts).toMatchObject({ added: 3, refused: 2 })
    expect(cellsOf(again)).toEqual([{ line: 4, at: 3, text: 'Alumna' }])
    expect(await namesIn(hub)).toEqual([])
    const plan = `?only_good=true&plan=${encodeURIComponent(again.plan!)}`
    expect(await take(hub, FILE, mapping, plan)).toMatchObject({ status: 409 })
    const taken = await take(hub, FILE, { ...mapping, mended }, `${plan}&keep=kept`)
    expect(taken.counts).toMatchObject({ added: 3 })
    expect(taken.rest).toContain('Cid C,cid@example.org,2027-01-31,Alumna,Line 4: Status has a word')
    const members = await exportedMembers(hub)
    expect(members.find(({ full_name }) => full_name === 'Bob B')).toMatchObject({
      valid_until: '2027-05-31',
    })
    const kept = await (await hub.fetch('api/v1/mappings/kept')).text()
    expect(kept).toContain('Membership End')
    expect(kept).not.toContain('mended')
  })

  it('may name a row or a cell that is not there, and nothing else than a cell', async () => {
    const hub = await startHub()
    const mapping = await mappingFor(hub, TWINS)
    const sent = (mended: unknown) =>
      take(hub, TWINS, { ...mapping, mended: mended as [] }, '?preview=true&only_good=true')
    const beside = [
      { line: 1, at: 0, text: 'No' },
      { line: 2, at: 9, text: 'No' },
      { line: 99, at: 0, text: 'No' },
    ]
    expect(await sent(beside)).toMatchObject({ counts: { added: 1, refused: 0 } })
    for (const wrong of [
      { line: 0, at: 0, text: '' },
      { line: 2, at: 0, text: 'x'.repeat(501) },
      { line: 2 },
      'x',
    ])
      expect(await sent([wrong])).toMatchObject({
        status: 400,
        refused: expect.stringContaining('mended') as string,
      })
  })
})

describe('nobody is two, and no two are one:', () => {
  it('two of one name and e-mail address with a number each are two, one file after the other too', async () => {
    const hub = await startHub()
    const mapping = await mappingFor(hub, TWINS)
    await take(hub, TWINS, mapping)
    const { counts } = await take(hub, TWINS.replace('\n7,', '\n8,'), mapping)
    expect(counts).toMatchObject({ added: 1 })
    expect(await namesIn(hub)).toEqual(['John Smith', 'John Smith'])
  })

  it('who was here before is known by name and e-mail address, and keeps their id', async () => {
    const hub = await startHub()
    await takeFile(hub, 'full_name,email\nJohn Smith,SMITH@example.org\n')
    const [before] = await exportedMembers(hub)
    expect(await take(hub, TWINS, await mappingFor(hub, TWINS))).toMatchObject({ counts: { changed: 1 } })
    expect(await exportedMembers(hub)).toMatchObject([{ id: before!['id'], valid_until: '2027-01-31' }])
  })

  it('one number in two products is two people', async () => {
    const hub = await startHub()
    const mapping = await mappingFor(hub, TWINS)
    await take(hub, TWINS, mapping)
    const other = TWINS.replace('John Smith', 'Jane Doe').replace('smith@', 'jane@')
    expect(await take(hub, other, { ...mapping, source: 'another' })).toMatchObject({ counts: { added: 1 } })
  })

  it('a number that was given anew renames nobody', async () => {
    const hub = await startHub()
    const mapping = await mappingFor(hub, TWINS)
    await take(hub, TWINS, mapping)
    const other = TWINS.replace('John Smith', 'Jane Doe').replace('smith@', 'jane@')
    expect((await take(hub, other, mapping)).refused).toMatch(
      /^Line 2: Client Name is another name than that/,
    )
    expect(await namesIn(hub)).toEqual(['John Smith'])
  })

  it('a card alone makes nobody somebody else', async () => {
    const hub = await startHub()
    await takeFile(hub, 'full_name,credentials\nAnna Berg,CARD-0001\n')
    const file = 'Member ID,Member Name,Barcode\n7,Bo Li,CARD-0001\n'
    expect((await take(hub, file, await mappingFor(hub, file))).refused).toMatch(
      /^Line 2: (Barcode|Member Name) /,
    )
    expect(await namesIn(hub)).toEqual(['Anna Berg'])
  })

  it.each([
    [
      'the same by all that both have',
      'Ann A,a@example.org\nAnn A,A@example.org\n',
      /is the same person as line 2/,
    ],
    ['nothing to tell them apart', 'Ann A,\nAnn A,\n', /nothing tells the two apart/],
  ])('two lines with %s are one line too many', async (_how, lines, why) => {
    const hub = await startHub()
    const file = `Name,Email\n${lines}`
    expect((await take(hub, file, await mappingFor(hub, file))).refused).toMatch(why)
    expect(await namesIn(hub)).toEqual([])
  })
})

describe('a preview', () => {
  it('that is not what would be done any more is to be looked at again', async () => {
    const hub = await startHub()
    const mapping = await mappingFor(hub, TWINS)
    const { plan } = await take(hub, TWINS, mapping, '?preview=true')
    await takeFile(hub, 'full_name,email\nJohn Smith,smith@example.org\n')
    const late = await take(hub, TWINS, mapping, `?plan=${encodeURIComponent(plan!)}`)
    expect(late).toMatchObject({
      status: 409,
      refused: 'Something has changed since the preview. Look at it again.',
    })
    expect(await exportedMembers(hub)).toMatchObject([{ valid_until: null }])
  })
})

describe('by the command line', () => {
  it('a file is recognised, looked at, and taken over by the mapping that was printed', async () => {
    const [folder, files] = [temporaryFolder(), temporaryFolder()]
    const [file, saved, rest] = ['members.csv', 'mapping.json', 'rest.csv'].map((name) =>
      join(files, name),
    ) as [string, string, string]
    writeFileSync(file, 'Name;Vorname;Gültig bis\nBerg;Anna;31.12.2030\nLi;Bo;bald\n')
    const shown = await commandHere(['members', 'recognise', file, '--data', folder])
    expect(shown).toMatchObject({
      code: 0,
      out: expect.stringContaining('"Vorname": first_name (sure), 2 filled') as string,
    })
    const { out } = await commandHere(['members', 'recognise', file, '--json', '--data', folder])
    writeFileSync(saved, out)
    const refused = await commandHere(['members', 'import', file, '--mapping', saved, '--data', folder])
    expect(refused).toMatchObject({
      code: 2,
      err: expect.stringContaining('Line 3: Gültig bis is no day') as string,
    })
    const preview = await commandHere([
      'members',
      'import',
      file,
      '--mapping',
      saved,
      '--preview',
      '--data',
      folder,
    ])
    expect(preview.out).toContain('Line 2: added\nLine 3: Gültig bis is no day')
    const taken = await commandHere([
      'members',
      'import',
      file,
      '--mapping',
      saved,
      '--only-good',
      '--rest',
      rest,
      '--data',
      folder,
    ])
    expect(taken.out).toBe('Of the rows are: 1 added, 1 refused. Read as utf-8.\n')
    expect(readFileSync(rest, 'utf8')).toMatch(/Li;Bo;bald;Line 3: Gültig bis/)
  })
})
