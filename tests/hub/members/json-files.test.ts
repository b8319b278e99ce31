import { describe, expect, it } from 'vitest'
import { startHub } from '../../support/hub/hub.ts'
import { recogniseAt, takeMapped } from '../../support/hub/mapped-files.ts'
import { exportedMembers, takeFile } from '../../support/hub/members-files.ts'

/** Two pages of members as AV Gym answers them. */
const member = (id: number, full_name: string, more: object = {}) => ({
  ...{
    id,
    full_name,
    membership_number: `AV-${100 + id}`,
    phone: '030 5550001',
    email: `m${id}@example.org`,
  },
  ...{ membership_type: 'Gold', membership_expiry: '2031-12-31', address: 'Road 1', status: 'active' },
  ...{ image: null, image_url: null, notes: '', created_at: '2024-03-17T09:00:00Z' },
  ...more,
})
const page = (...results: object[]) => ({ count: 3, next: null, previous: null, results })
const PAGES = JSON.stringify([
  page(member(1, 'Anna Berg'), member(2, 'Bo Li', { status: 'Alumni' })),
  page(member(3, 'Cid Roe', { notes: 'two\nlines' })),
])

describe("AV Gym's own data", () => {
  it('is a source with a name: recognised, taken over, and the same again changes nothing', async () => {
    const hub = await startHub()
    const found = await recogniseAt(hub, PAGES)
    expect(found).toMatchObject({ product: 'AV Gym System', rows: 3, isOurs: false })
    const fields = Object.fromEntries(found.mapping.columns.map(({ header, field }) => [header, field]))
    expect(fields).toMatchObject({
      ...{ full_name: 'full_name', phone: 'phone', email: 'email', membership_type: 'membership_type' },
      ...{
        status: 'status',
        notes: 'note',
        membership_expiry: 'valid_until',
        created_at: null,
        address: null,
      },
    })
    const taken = await takeMapped(hub, PAGES, found.mapping, '?only_good=true')
    expect(taken.counts).toMatchObject({ added: 2, refused: 1 })
    const members = await exportedMembers(hub)
    expect(members.sort((one, two) => (String(one['email']) < String(two['email']) ? -1 : 1))).toMatchObject([
      { full_name: 'Anna Berg', membership_type: 'Gold', valid_until: '2031-12-31' },
      { full_name: 'Cid Roe', note: 'two\nlines' },
    ])
    expect((await takeMapped(hub, PAGES, found.mapping, '?only_good=true')).counts).toMatchObject({
      ...{ added: 0, changed: 0, unchanged: 2 },
    })
    const mended = taken.rest!.replace('Alumni', 'active')
    expect((await takeMapped(hub, mended, found.mapping)).counts).toMatchObject({ added: 1 })
  })

  it('has what stands inside a field as a column', async () => {
    const hub = await startHub()
    const plan = { name: 'Gold 12 months', price: 49 }
    const { columns } = await recogniseAt(hub, JSON.stringify({ members: [member(1, 'Ann A', { plan })] }))
    expect(columns.find(({ header }) => header === 'plan.name')).toMatchObject({
      examples: ['Gold 12 months'],
    })
  })

  it('has a column for what its last member alone has, and one list where it has two', async () => {
    const hub = await startHub()
    const members = [member(1, 'Ann A'), { ...member(2, 'Bo B'), Spind: 'A 7' }]
    const file = JSON.stringify({
      data: [1, 2],
      items: [{ other: 1 }],
      count: 2,
      results: members,
      next: null,
    })
    const { columns, rows } = await recogniseAt(hub, `${file}\n`)
    expect(rows).toBe(2)
    expect(columns.map(({ header }) => header)).toContain('Spind')
    expect(columns.map(({ header }) => header)).not.toContain('other')
  })

  it.each([
    [
      'a list in a list in a list',
      `[{"full_name": ${'['.repeat(30)}${']'.repeat(30)}}]`,
      'begins as JSON and is none',
    ],
    [
      'an entry of a million letters',
      `[{"full_name": "Ann A"}, {"notes": "${'x'.repeat(1_100_000)}"}]`,
      'Line 3: this entry is longer',
    ],
    ['something behind its end', '[{"full_name": "Ann A"}] and more', 'begins as JSON and is none'],
    ['no end', '[{"full_name": "Ann A"', 'begins as JSON and is none'],
    ['no list', '{"answer": 42}', 'has no list of members'],
    ['numbers alone', '[1, 2]', 'column'],
    ['a list of lists', '[[{"full_name": "Ann A"}]]', 'has no list of members'],
  ])('a file with %s is refused with a sentence', async (_what, file, sentence) => {
    const hub = await startHub()
    const { refused = '' } = await takeFile(hub, file)
    expect(refused).toContain(sentence)
  })
})
