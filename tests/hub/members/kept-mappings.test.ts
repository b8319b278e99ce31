import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ImportMapping, RecognisedFile } from '../../../server/protocol/import-mapping.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { startHub } from '../../support/hub/hub.ts'
import { recogniseAt, takeMapped } from '../../support/hub/mapped-files.ts'
import { exportedMembers } from '../../support/hub/members-files.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const FILE = [
  'Client ID,Client Name,Xyz,Membership End,Status,Membership Name',
  '1,Anna Berg,0012345,03/04/2031,Alumni,Gold',
  '2,Bo Li,0012346,05/06/2031,Active,Silver',
  '',
].join('\n')

/** Of the same product, the month after: columns in another order, one more, and a word that nobody has seen. */
const NEXT = [
  'Client Name,Client ID,Mobile,Xyz,Status,Membership End,Membership Name',
  'Cid Roe,3,0171 5550001,0012347,Alumni,01/02/2031,Gold',
  'Dee Fox,4,0171 5550002,0012348,Lost,02/03/2031,Bronze',
  '',
].join('\n')

/** What somebody says of the first file. */
const said = ({ mapping }: RecognisedFile): ImportMapping => ({
  ...mapping,
  emptyEnd: 'no_end',
  statuses: { ...mapping.statuses, alumni: 'suspended' },
  plans: { ...mapping.plans, Gold: 'Gold 12 months' },
  columns: mapping.columns.map((column) => {
    if (column.header === 'Xyz') return { header: 'Xyz', field: 'credentials' }
    return column.header === 'Membership End' ? { ...column, dates: 'DMY' } : column
  }),
})

const fieldsOf = ({ mapping: { columns } }: RecognisedFile) =>
  Object.fromEntries(columns.map(({ header, field }) => [header, field]))

async function openWithKept() {
  const hub = await startHub()
  const first = await recogniseAt(hub, FILE)
  const taken = await takeMapped(hub, FILE, said(first), '?keep=From%20Glofox')
  return { hub, first, taken }
}

describe('a mapping that was kept', () => {
  it('answers for the next file of this form what was asked of the first', async () => {
    const { hub, first, taken } = await openWithKept()
    expect(first).toMatchObject({ kept: [], keptAs: null })
    expect(taken.counts).toMatchObject({ added: 2, refused: 0 })
    const next = await recogniseAt(hub, NEXT)
    expect(next).toMatchObject({ kept: ['From Glofox'], keptAs: null })
    const chosen = await recogniseAt(hub, NEXT, '?mapping=from%20glofox')
    expect(chosen).toMatchObject({ keptAs: 'From Glofox' })
    expect(fieldsOf(chosen)).toMatchObject({ Xyz: 'credentials', Mobile: 'mobile', Status: 'status' })
    expect(chosen.mapping).toMatchObject({
      source: first.mapping.source,
      ...{ emptyEnd: 'no_end', statuses: { alumni: 'suspended', lost: null } },
      plans: { Gold: 'Gold 12 months', Bronze: 'Bronze' },
    })
    expect(chosen.questions).toEqual([expect.objectContaining({ about: 'status', word: 'lost' })])
    const { counts } = await takeMapped(hub, NEXT, chosen.mapping, '?only_good=true')
    expect(counts).toMatchObject({ added: 1, refused: 1 })
    expect((await exportedMembers(hub)).find(({ full_name }) => full_name === 'Cid Roe')).toMatchObject({
      ...{ credentials: ['0012347'], valid_until: '2031-02-01', membership_type: 'Gold 12 months' },
    })
  })

  it('is used unasked where the file has the very same columns, and not where somebody wants none', async () => {
    const { hub } = await openWithKept()
    expect(await recogniseAt(hub, FILE)).toMatchObject({ keptAs: 'From Glofox', questions: [] })
    const fresh = await recogniseAt(hub, FILE, '?mapping=')
    expect(fresh).toMatchObject({ kept: ['From Glofox'], keptAs: null })
    expect(fieldsOf(fresh)).toMatchObject({ Xyz: null })
  })

  it('gives way to what a file itself shows', async () => {
    const { hub } = await openWithKept()
    const american = await recogniseAt(hub, FILE.replace('03/04/2031', '12/31/2031'))
    expect(american.mapping.columns.find(({ header }) => header === 'Membership End')).toMatchObject({
      dates: 'MDY',
    })
  })

  it('is not offered for a file that has not all its columns', async () => {
    const { hub } = await openWithKept()
    expect((await recogniseAt(hub, FILE.replace('Xyz', 'Abc'))).kept).toEqual([])
  })

  it('is not kept by a preview, nor where an import was refused', async () => {
    const hub = await startHub()
    const mapping = said(await recogniseAt(hub, FILE))
    await takeMapped(hub, FILE, mapping, '?preview=true&keep=One')
    await takeMapped(hub, FILE, { ...mapping, statuses: {} }, '?keep=Two')
    expect((await recogniseAt(hub, FILE)).kept).toEqual([])
  })
})

it('by the command line a mapping is kept, listed, printed, used by its name and forgotten', async () => {
  const folder = temporaryFolder()
  const path = (name: string) => join(folder, name)
  writeFileSync(path('first.csv'), FILE)
  writeFileSync(path('next.csv'), NEXT.replace('Lost', 'Active'))
  const hub = (...words: string[]) => commandHere([...words, '--data', path('data')])
  const found = JSON.parse((await hub('members', 'recognise', path('first.csv'), '--json')).out)
  writeFileSync(path('map.json'), JSON.stringify(said({ mapping: found } as RecognisedFile)))
  await hub('members', 'import', path('first.csv'), '--mapping', path('map.json'), '--keep', 'Monthly')
  expect((await hub('members', 'mappings')).out).toBe('Monthly: 6 columns\n')
  expect(JSON.parse((await hub('members', 'mappings', 'monthly')).out)).toMatchObject({ version: 1 })
  const taken = await hub('members', 'import', path('next.csv'), '--mapping', 'monthly')
  expect(taken.out).toContain('2 added')
  await hub('members', 'mappings', 'Monthly', '--remove')
  expect((await hub('members', 'mappings')).out).toBe('No mapping is kept.\n')
  const gone = await hub('members', 'import', path('next.csv'), '--mapping', 'monthly')
  expect(gone.err).toContain('no mapping is kept under that name')
})
