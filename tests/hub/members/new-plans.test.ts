import { describe, expect, it } from 'vitest'
import { planTermsOf } from '../../../server/commands/members/file/recognise/plan-terms.ts'
import type { ImportMapping } from '../../../server/protocol/import-mapping.ts'
import type { MadeChange, UndonePart } from '../../../server/protocol/changes.ts'
import type { Plan } from '../../../server/protocol/plans.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { recogniseAt, takeMapped } from '../../support/hub/mapped-files.ts'

const months = (count: number) => ({ unit: 'months', count })
const days = (count: number) => ({ unit: 'days', count })

describe('what a name says of a new plan', () => {
  it.each([
    ['Gold 12 months – 49,90 €', { duration: months(12), price_cents: 4_990, visits: null }],
    ['6 Monate', { duration: months(6), price_cents: null }],
    ['Annual', { duration: months(12) }],
    ['2 years unlimited', { duration: months(24) }],
    ['10er-Karte', { duration: { unit: 'endless' }, visits: 10 }],
    ['10 visits, 3 months, $120', { duration: months(3), visits: 10, price_cents: 12_000 }],
    ['Trial 2 weeks', { duration: days(14) }],
    ['Day pass 1 day EUR 12', { duration: days(1), price_cents: 1_200 }],
    ['Club 24', { duration: { unit: 'endless' }, visits: null, price_cents: null }],
    ['Abo 2024', { duration: { unit: 'endless' } }],
    ['1.234 €', { price_cents: null }],
  ])('%s', (name, terms) => {
    expect(planTermsOf(name)).toMatchObject(terms)
  })
})

const FILE = [
  'Client ID,Client Name,Membership Name,Membership End',
  '1,Anna Berg,Gold 12 months,2031-12-31',
  '2,Bo Li,Silver,2031-12-31',
  '',
].join('\n')

const read = async <Answer>(hub: TestHub, path: string): Promise<Answer> =>
  (await (await hub.fetch(path)).json()) as Answer

const plansOf = async (hub: TestHub) => (await read<{ plans: Plan[] }>(hub, 'api/v1/plans')).plans

/** The mapping that makes the first of their plans a new one of ours. */
async function openWithNew(): Promise<{ hub: TestHub; mapping: ImportMapping }> {
  const hub = await startHub()
  const { mapping, plans } = await recogniseAt(hub, FILE)
  const newPlans = plans.filter(({ name }) => name !== 'Silver').map(({ asNew }) => asNew)
  return { hub, mapping: { ...mapping, newPlans } }
}

async function takeBack(hub: TestHub): Promise<void> {
  const { changes } = await read<{ changes: MadeChange[] }>(hub, 'api/v1/changes')
  const path = `api/v1/changes/${changes.at(-1)!.id}/undo`
  const undo = async () => (await (await hub.fetch(path, { method: 'POST' })).json()) as UndonePart
  while ((await undo()).next !== null);
}

describe('a plan that a file is to bring', () => {
  it('is made with the first member, and not by a preview', async () => {
    const { hub, mapping } = await openWithNew()
    await takeMapped(hub, FILE, mapping, '?preview=true')
    expect(await plansOf(hub)).toEqual([])
    expect((await takeMapped(hub, FILE, mapping)).counts).toMatchObject({ added: 2 })
    expect(await plansOf(hub)).toMatchObject([{ name: 'Gold 12 months', duration: months(12), visits: null }])
  })

  it('is not made a second time by the next file', async () => {
    const { hub, mapping } = await openWithNew()
    await takeMapped(hub, FILE, mapping)
    const next = FILE.replace('1,Anna', '3,Cid').replace('2,Bo', '4,Dee')
    expect((await takeMapped(hub, next, mapping)).counts).toMatchObject({ added: 2 })
    expect(await plansOf(hub)).toHaveLength(1)
  })

  it('is not made where no row is taken', async () => {
    const { hub, mapping } = await openWithNew()
    await takeMapped(hub, 'Client ID,Client Name,Membership Name,Membership End\n', mapping)
    expect(await plansOf(hub)).toEqual([])
  })

  it('goes with the import', async () => {
    const { hub, mapping } = await openWithNew()
    await takeMapped(hub, FILE, mapping)
    await takeBack(hub)
    expect(await plansOf(hub)).toEqual([])
  })

  it('stays where another member has it by now', async () => {
    const { hub, mapping } = await openWithNew()
    await takeMapped(hub, FILE, mapping)
    await takeMapped(hub, FILE.replace('1,Anna', '3,Cid').replace('2,Bo', '4,Dee'), mapping)
    await takeBack(hub)
    expect(await plansOf(hub)).toHaveLength(1)
  })
})
