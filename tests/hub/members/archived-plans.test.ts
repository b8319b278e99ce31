import { unzipSync, zipSync } from 'fflate'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { ArchivedPlan } from '../../../server/protocol/archived-plans.ts'
import type { UndonePart } from '../../../server/protocol/changes.ts'
import type { NewPlan } from '../../../server/protocol/plans.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { startGym } from '../../support/hub/gym.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { exportedMembers, openTestFiles, takeFile } from '../../support/hub/members-files.ts'
import { addPlan, call, newPlan } from '../../support/hub/plans.ts'

const archiveOf = async (hub: TestHub) =>
  Buffer.from(await (await hub.fetch('api/v1/members/export?format=zip')).arrayBuffer())

const filesIn = (archive: Buffer) =>
  Object.fromEntries(
    Object.entries(unzipSync(archive)).map(([name, bytes]) => [name, Buffer.from(bytes).toString()]),
  )

const plansIn = (archive: Buffer) =>
  (JSON.parse(filesIn(archive)['plans.json']!) as { plans: ArchivedPlan[] }).plans

const plansOf = async (hub: TestHub) => plansIn(await archiveOf(hub))

const zipped = (files: Record<string, string>): Buffer<ArrayBuffer> =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(files).map(([name, file]) => [name, Buffer.from(file)]))),
  )

/** The archive with other plans in it. */
const withPlans = (archive: Buffer, plans: unknown): Buffer<ArrayBuffer> => {
  const text = typeof plans === 'string' ? plans : JSON.stringify({ plans })
  return zipped({ ...filesIn(archive), 'plans.json': text })
}

async function ask<Answer>(hub: TestHub, path: string, body?: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' }
  const sent = body && { method: 'POST', headers, body: JSON.stringify(body) }
  return (await (await hub.fetch(`api/v1/${path}`, sent)).json()) as Answer
}

/** Takes an import back, as it was foreseen; the last one is 0. */
async function takeBack(hub: TestHub, at = 0): Promise<UndonePart> {
  const { changes } = await ask<{ changes: { id: string }[] }>(hub, 'changes')
  const path = `changes/${changes.at(at)!.id}/undo`
  const foreseen = await ask<UndonePart>(hub, path)
  const undone = await ask<UndonePart>(hub, path, {})
  expect(undone).toEqual(foreseen)
  return undone
}

const MORNINGS = [{ days: ['mon' as const, 'sun' as const], from: '22:00', to: '06:00' }]
const RICH: Partial<NewPlan> = {
  ...{ name: 'Gold', duration: { unit: 'until', day: '2031-12-31' }, visits: 10, hours: MORNINGS },
  ...{ grace_days: 3, kind: 'trial', guests_a_month: 2 },
}

/** A gym whose plan was changed and renamed, with one that is retired, of which each was moved; and a member who has one by its old name. */
async function openGym() {
  const hub = await startHub()
  const desk = await openDesk(hub, { role: 'manager' })
  const gold = await addPlan(desk, RICH)
  const basic = await addPlan(desk, { name: 'Basic' })
  const old = await addPlan(desk, { name: 'Old', price_cents: null })
  await call(desk, 'plans.change', { ...newPlan({ ...RICH, id: gold.id, name: 'Gold 2027' }), version: 1 })
  await call(desk, 'plans.retire', { id: old.id })
  await call(desk, 'plans.order', { ids: [basic.id, gold.id] })
  await addMember(hub, { membership_type: 'Gold' })
  return { hub, desk, gold, archive: await archiveOf(hub) }
}

const opened = forWholeFile(openGym)

describe('an archive with plans', () => {
  it('has all that they ever were, in their order, and nothing of the hub', () => {
    const [basic, gold, old] = plansIn(opened().archive)
    expect(gold).toEqual({
      ...{ id: opened().gold.id, retired_time: null },
      versions: ['Gold', 'Gold 2027'].map((name, at) => ({
        ...{ version: at + 1, made_time: expect.any(String) as string, name, kind: 'trial' },
        ...{ duration: { unit: 'until', day: '2031-12-31' }, visits: 10, price_cents: 4900 },
        ...{ hours: MORNINGS, locations: null, gyms: [], grace_days: 3, guests_a_month: 2 },
      })),
    })
    expect(basic).toMatchObject({ retired_time: null, versions: [{ name: 'Basic' }] })
    expect(old).toMatchObject({ retired_time: expect.any(String) as string, versions: [{ name: 'Old' }] })
  })

  it('makes the same archive of an empty gym, byte for byte, and none twice', async () => {
    const { archive } = opened()
    const other = await startHub()
    const desk = await openDesk(other, { role: 'manager' })
    expect(await takeFile(other, archive)).toMatchObject({ added: 1, plans: 3 })
    expect((await archiveOf(other)).equals(archive)).toBe(true)
    await desk.next('settings_changed')
    expect(await takeFile(other, archive)).toMatchObject({ unchanged: 1, plans: 0 })
    expect((await archiveOf(other)).equals(archive)).toBe(true)
    const { plans } = await call<{ plans: { id: string; members: number }[] }>(desk, 'plans.holders')
    expect(plans.filter(({ members }) => members > 0)).toEqual([{ id: opened().gold.id, members: 1 }])
  })

  it('puts its plans behind those that are here, with a line each in the audit log', async () => {
    const other = await startHub()
    await addPlan(await openDesk(other, { role: 'manager' }), { name: 'Ours' })
    expect(await takeFile(other, opened().archive)).toMatchObject({ plans: 3 })
    const names = (await plansOf(other)).map(({ versions }) => versions.at(-1)!.name)
    expect(names).toEqual(['Ours', 'Basic', 'Gold 2027', 'Old'])
    const { entries } = await ask<{ entries: { action: string }[] }>(other, 'audit?limit=50')
    expect(entries.filter(({ action }) => action === 'plan_added')).toHaveLength(4)
  })

  it('without them is taken as it ever was', async () => {
    const { 'members.csv': members } = filesIn(opened().archive)
    const other = await startHub()
    expect(await takeFile(other, zipped({ 'members.csv': members! }))).toMatchObject({ added: 1, plans: 0 })
  })
})

const SETTINGS = { timeZone: 'UTC', locations: ['Hall'], defaultLocation: 'Hall' }

describe('an archive whose plans cannot stand beside those that are here', () => {
  const change = (desk: TestDesk, asked: Partial<NewPlan>, version: number) =>
    call(desk, 'plans.change', { ...newPlan({ ...RICH, ...asked }), version })

  it.each<[what: string, sentence: string, make: (desk: TestDesk) => Promise<unknown>]>([
    [
      'is changed',
      'the plan "Gold 2027" is here, and says something else',
      (desk) => change(desk, { id: opened().gold.id, name: 'Gold 2027', price_cents: 1 }, 2),
    ],
    [
      'is retired',
      'the plan "Gold 2027" is here, and says something else',
      (desk) => call(desk, 'plans.retire', { id: opened().gold.id }),
    ],
  ])('is refused whole where one %s since', async (_what, sentence, make) => {
    const hub = await startHub()
    await takeFile(hub, opened().archive)
    await make(await openDesk(hub, { role: 'manager' }))
    const before = await archiveOf(hub)
    expect(await takeFile(hub, opened().archive)).toMatchObject({
      refused: expect.stringContaining(sentence) as string,
    })
    expect((await archiveOf(hub)).equals(before)).toBe(true)
  })

  it.each([
    ['has', 'ＢＡＳＩＣ', 'the plan "Basic" is another one than the plan here that is or was called "Basic"'],
    ['had', 'gold', 'the plan "Gold 2027" is another one than the plan here that is or was called "Gold"'],
  ])('is refused whole where another has a name that one %s', async (_what, name, sentence) => {
    const hub = await startHub()
    await addPlan(await openDesk(hub, { role: 'manager' }), { name })
    expect(await takeFile(hub, opened().archive)).toMatchObject({
      refused: expect.stringContaining(sentence) as string,
    })
    expect(await exportedMembers(hub)).toEqual([])
    expect(await plansOf(hub)).toHaveLength(1)
  })

  it('is refused where a plan is good at a place that the gym has not, and taken by a gym that names none', async () => {
    const [plan] = plansIn(opened().archive)
    const bound = { ...plan, versions: [{ ...plan!.versions[0], locations: ['Pool'], gyms: ['south'] }] }
    const archive = withPlans(opened().archive, [bound])
    const { hub } = await startGym(SETTINGS, '2026-11-25T10:30:00Z', {})
    expect(await takeFile(hub, archive)).toMatchObject({
      refused: expect.stringContaining('"Basic" is good at "Pool", which is not among') as string,
    })
    const retired = { ...bound, retired_time: bound.versions[0]!.made_time }
    expect(await takeFile(hub, withPlans(archive, [retired]))).toMatchObject({ plans: 1 })
    const other = await startHub()
    expect(await takeFile(other, archive)).toMatchObject({ plans: 1 })
    expect(await plansOf(other)).toEqual([bound])
  })
})

describe('an archive that is taken back', () => {
  it('takes its plans with it, and says so before', async () => {
    const hub = await startHub()
    const before = await archiveOf(hub)
    await takeFile(hub, opened().archive)
    expect(await takeBack(hub)).toMatchObject({
      ...{ removed: 1, kept: [] },
      plans: { made: ['Basic', 'Gold 2027', 'Old'], kept: [] },
    })
    expect((await archiveOf(hub)).equals(before)).toBe(true)
    expect(await takeFile(hub, opened().archive)).toMatchObject({ added: 1, plans: 3 })
  })

  it('takes back plans that came alone', async () => {
    const hub = await startHub()
    const alone = withPlans(opened().archive, [])
    await takeFile(hub, alone)
    expect(await takeFile(hub, opened().archive)).toMatchObject({ unchanged: 1, plans: 3 })
    expect(await takeBack(hub)).toMatchObject({ removed: 0, plans: { kept: ['Gold 2027'] } })
    expect((await plansOf(hub)).map(({ versions }) => versions[0]!.name)).toEqual(['Gold'])
  })

  it('leaves a plan that somebody has, or that was changed or retired since', async () => {
    const { archive, gold } = opened()
    const hub = await startHub()
    await takeFile(hub, archive)
    const desk = await openDesk(hub, { role: 'manager' })
    await addMember(hub, { membership_type: 'OLD' })
    const [basic] = await plansOf(hub)
    await call(desk, 'plans.retire', { id: basic!.id })
    await call(desk, 'plans.change', { ...newPlan({ ...RICH, id: gold.id, name: 'Best' }), version: 2 })
    expect(await takeBack(hub, -1)).toMatchObject({
      plans: { made: ['Basic', 'Best', 'Old'], kept: ['Basic', 'Best', 'Old'] },
    })
    expect(await plansOf(hub)).toHaveLength(3)
    expect(await ask(hub, 'check')).toMatchObject({ findings: [] })
  })

  it('leaves a plan that was sold since, whatever its buyer has now', async () => {
    const hub = await startHub()
    await takeFile(hub, opened().archive)
    const [basic] = await plansOf(hub)
    const desk = await openDesk(hub, { role: 'manager' })
    const { id: memberId } = await addMember(hub)
    const ours = await addPlan(desk, { name: 'Ours' })
    const startsOn = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10)
    for (const sold of [{ planId: basic!.id }, { planId: ours.id, startsOn }]) {
      const sale = { id: uuidv7(), memberId, version: 1, was: {}, ...sold }
      expect(await call(desk, 'plans.sell', sale)).toMatchObject({ memberId })
    }
    expect(await takeBack(hub, -1)).toMatchObject({ plans: { kept: ['Basic'] } })
    expect(await plansOf(hub)).toHaveLength(2)
  })

  it('leaves a plan of a member who stays', async () => {
    const hub = await startHub()
    await takeFile(hub, opened().archive)
    const [member] = await exportedMembers(hub)
    await ask(hub, `members/${String(member!['id'])}`, { now: { debt_cents: 500 } })
    expect(await takeBack(hub)).toMatchObject({ removed: 0, plans: { kept: ['Gold 2027'] } })
    expect(await plansOf(hub)).toHaveLength(1)
  })

  it('leaves no plan where it was ended on its way', async () => {
    const { core, ...files } = await openTestFiles()
    const wanted = new AbortController()
    const tell = ({ step }: { step: string }): void => {
      if (step === 'writing') wanted.abort()
    }
    const file = { bytes: new Uint8Array(opened().archive) }
    const taking = files.importMembers(file, { id: 'manager', deskId: null }, { tell, signal: wanted.signal })
    await expect(taking).rejects.toThrow('nothing of the file is left')
    for (const table of ['members', 'plans', 'plan_versions'] as const)
      expect(await core.store.db.selectFrom(table).selectAll().execute()).toEqual([])
  })
})

describe('plans in an archive', () => {
  const hub = forWholeFile(() => startHub())
  const plan = () => plansIn(opened().archive)[0]!
  const version = (change: object): unknown[] => [
    { ...plan(), versions: [{ ...plan().versions[0]!, ...change }] },
  ]

  it.each<[what: string, plans: () => unknown, sentence: string]>([
    ['that are no JSON', () => '{"plans": [', 'plans.json has no list of plans.'],
    ['that are no text', () => '"\u0000"', 'plans.json has no list of plans.'],
    ['that are a list alone', () => '[]', 'plans.json has no list of plans.'],
    ['beside something else', () => '{"plans": [], "desks": []}', 'plans.json has the field "desks"'],
    [
      'of which one has a field more',
      () => [{ ...plan(), desk: 1 }],
      'plans.json, plan 1 has the field "desk"',
    ],
    ['that say more', () => version({ note: '' }), 'plan 1, version 1 has the field "note"'],
    [
      'whose length says more',
      () => version({ duration: { unit: 'endless', day: '2031-01-01' } }),
      'plan 1, version 1: duration has the field "day"',
    ],
    ['that say less', () => version({ price_cents: undefined }), 'plan 1, version 1: price_cents is missing'],
    [
      'with a price in another form',
      () => version({ price_cents: '49,00' }),
      'price_cents is missing or wrong.',
    ],
    ['with a broken price', () => version({ price_cents: 49.5 }), 'price_cents is missing or wrong.'],
    [
      'with a day that is none',
      () => version({ duration: { unit: 'until', day: '2031-02-30' } }),
      'duration.day',
    ],
    ['with a time that is none', () => version({ made_time: 'now' }), 'made_time must be a time such as'],
    ['without a name', () => version({ name: '\u200b' }), 'plan 1, version 1: name is missing'],
    ['at a place with U+0000', () => version({ locations: ['a\0'] }), 'has a character that no text has'],
    [
      'that end before their start',
      () => [{ ...plan(), retired_time: '2001-01-01T00:00:00Z' }],
      'plan 1: retired_time is before the plan was made.',
    ],
    [
      'whose versions have gaps',
      () => version({ version: 2 }),
      'plan 1: versions must be numbered from 1 on',
    ],
    ['without a version', () => [{ ...plan(), versions: [] }], 'plan 1: versions is missing or wrong.'],
    ['that are one', () => [plan(), plan()], 'plan 2: id is that of a plan before it.'],
    [
      'with one name',
      () => [plan(), { ...plan(), id: opened().gold.id }],
      'plan 2 has the name of another plan',
    ],
    [
      'that are too many',
      () => Array<ArchivedPlan>(2_001).fill(plan()),
      'plans.json has too many plans: at most 2000',
    ],
    ['with more than a catalogue has', () => ' '.repeat(8_000_001), 'A file in the archive is too large.'],
  ])('%s are refused in a sentence, with nothing done', async (_what, plans, sentence) => {
    expect(await takeFile(hub(), withPlans(opened().archive, plans()))).toMatchObject({
      refused: expect.stringContaining(sentence) as string,
    })
    expect(await exportedMembers(hub())).toEqual([])
    expect(await plansOf(hub())).toEqual([])
  })
})
