import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Plan, PlanCatalogue, PlanHolders } from '../../../server/protocol/plans.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { startGym } from '../../support/hub/gym.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { addPlan, call, newPlan } from '../../support/hub/plans.ts'
import { storesOnServer } from '../../support/postgres/databases.ts'

async function openManaged(): Promise<{ hub: TestHub; desk: TestDesk }> {
  const hub = await startHub()
  return { hub, desk: await openDesk(hub, { role: 'manager' }) }
}

const list = async (desk: TestDesk): Promise<Plan[]> => (await call<PlanCatalogue>(desk, 'plans.list')).plans

/** Half past ten on a Wednesday. */
const MORNING = '2026-11-25T10:30:00Z'
const AFTERNOONS = [{ days: ['wed' as const], from: '12:00', to: '24:00' }]
const SETTINGS = {
  ...{ timeZone: 'UTC', locations: ['Hall', 'Pool'], defaultLocation: 'Hall', graceDays: 1 },
  plans: { Monthly: { hours: AFTERNOONS, graceDays: 9 } },
}

/** A gym with a settings file and a manager's desk. */
async function openSetGym() {
  const { hub, desk, setClock } = await startGym(SETTINGS, MORNING, { boss: 'manager' })
  let seconds = 0
  const passRepeatWindow = (): void => {
    seconds += 10
    setClock(MORNING.replace('00Z', `${seconds}Z`))
  }
  return { hub, desk: await desk('boss'), passRepeatWindow }
}

describe('the catalogue', () => {
  it('has a plan once, however often it was asked for, and tells every desk', async () => {
    const { hub, desk } = await openManaged()
    const other = await openDesk(hub, { role: 'viewer' })
    const asked = newPlan()
    for (let time = 0; time < 2; time += 1) {
      expect(await call(desk, 'plans.add', asked)).toMatchObject({ ...asked, version: 1, retired_time: null })
    }
    await other.next('settings_changed')
    expect(await list(other)).toHaveLength(1)
    expect(await call(desk, 'plans.add', { ...asked, price_cents: 5900 })).toMatchObject({
      code: 'request_conflict',
    })
  })

  it('makes a new version of a plan that was seen as it is, and of no other', async () => {
    const { desk } = await openManaged()
    const { id, version } = await addPlan(desk)
    const change = newPlan({ id, name: 'Monthly 2027', price_cents: 5900 })
    const changed = { version: 2, price_cents: 5900, former_names: ['Monthly'] }
    for (let time = 0; time < 2; time += 1) {
      expect(await call(desk, 'plans.change', { ...change, version })).toMatchObject(changed)
    }
    const late = { ...change, version, price_cents: 6900 }
    expect(await call(desk, 'plans.change', late)).toMatchObject({ code: 'request_conflict' })
    expect(await call(desk, 'plans.change', { ...late, id: uuidv7() })).toMatchObject({
      details: { problem: 'plan_unknown' },
    })
    expect(await list(desk)).toMatchObject([changed])
  })

  it('sells no two plans of one name, as people read it', async () => {
    const { desk } = await openManaged()
    const { id } = await addPlan(desk, { name: 'Day pass' })
    const taken = { code: 'invalid_message', details: { problem: 'plan_name_taken' } }
    expect(await call(desk, 'plans.add', newPlan({ name: ' ＤＡＹ  pass' }))).toMatchObject(taken)
    const other = await addPlan(desk, { name: 'Other' })
    const renamed = newPlan({ id: other.id, name: 'DAY PASS' })
    expect(await call(desk, 'plans.change', { ...renamed, version: 1 })).toMatchObject(taken)
    await call(desk, 'plans.retire', { id })
    expect(await call(desk, 'plans.add', newPlan({ name: 'Day pass' }))).toMatchObject({ version: 1 })
  })

  it('is in the order in which it was put', async () => {
    const { desk } = await openManaged()
    const ids: string[] = []
    for (const name of ['A', 'B', 'C']) ids.push((await addPlan(desk, { name })).id)
    const turned = ids.toReversed()
    expect(await call(desk, 'plans.order', { ids: turned })).toMatchObject({
      plans: [{ name: 'C' }, { name: 'B' }, { name: 'A' }],
    })
    expect(await call(desk, 'plans.order', { ids: ids.slice(1) })).toMatchObject({ code: 'request_conflict' })
    expect((await list(desk)).map(({ id }) => id)).toEqual(turned)
  })

  it('is a manager’s to change, everybody’s to see, and every change is in the audit log', async () => {
    const { hub, desk } = await openManaged()
    const receptionist = await openDesk(hub)
    const { id } = await addPlan(desk)
    for (const method of ['plans.add', 'plans.change', 'plans.retire', 'plans.order', 'plans.holders']) {
      expect(await call(receptionist, method, { ...newPlan(), id })).toMatchObject({ code: 'forbidden' })
    }
    await call(desk, 'plans.change', { ...newPlan({ id, price_cents: 5900 }), version: 1 })
    await call(desk, 'plans.retire', { id })
    const { entries } = (await (await hub.fetch('api/v1/audit?limit=50')).json()) as {
      entries: { action: string; details: object | null }[]
    }
    const own = entries.filter(({ action }) => action.startsWith('plan'))
    expect(own.map(({ action }) => action)).toEqual(['plan_added', 'plan_changed', 'plan_retired'])
    expect(own[1]?.details).toEqual({ price_cents: [4900, 5900] })
  })
})

describe('the catalogue stays', () => {
  const opened = forWholeFile(openManaged)

  it.each([
    ['name', { name: '\u200b' }],
    ['duration.count', { duration: { unit: 'months', count: 0 } }],
    ['duration.day', { duration: { unit: 'until', day: '2026-02-30' } }],
    ['duration.unit', { duration: { unit: 'weeks', count: 1 } }],
    ['visits', { visits: 0 }],
    ['hours.0.from', { hours: [{ days: ['mon'], from: '9', to: '12:00' }] }],
    ['hours.0.days', { hours: [{ days: [], from: '09:00', to: '12:00' }] }],
    ['price_cents', { price_cents: -1 }],
    ['grace_days', { grace_days: 400 }],
    ['grace_days', { grace_days: undefined }],
  ])('without a plan whose %s cannot be: %j', async (field, change) => {
    const { desk } = opened()
    const answer = await call(desk, 'plans.add', { ...newPlan(), ...change })
    expect(answer).toMatchObject({ code: 'invalid_message', details: { field } })
    expect(await list(desk)).toEqual([])
  })
})

describe('the rules of a plan in the catalogue', () => {
  it('hold with the next scan, before those of settings.json, also of one that is retired or had the name', async () => {
    const { hub, desk, passRepeatWindow } = await openSetGym()
    const { card } = await addMember(hub, { membership_type: 'monthly' })
    const scanned = async () => {
      passRepeatWindow()
      return (await desk.ask('scan', { code: card, mode: 'in' })).payload.reason as string
    }
    const leave = () => desk.ask('scan', { code: card, mode: 'out' })
    expect(await scanned()).toBe('outside_hours')
    const plan = await addPlan(desk)
    expect(plan.in_settings).toBe(true)
    expect(await scanned()).toBe('ok_in')
    await leave()
    const elsewhere = newPlan({ id: plan.id, locations: ['Pool'] })
    await call(desk, 'plans.change', { ...elsewhere, version: 1 })
    expect(await scanned()).toBe('wrong_location')
    await call(desk, 'plans.change', { ...newPlan({ id: plan.id, name: 'Other' }), version: 2 })
    expect(await scanned()).toBe('wrong_location')
    await call(desk, 'plans.retire', { id: plan.id })
    expect(await scanned()).toBe('wrong_location')
  })

  it('name only places that the gym has', async () => {
    const { desk } = await openSetGym()
    expect(await call(desk, 'plans.add', newPlan({ locations: ['Sauna'] }))).toMatchObject({
      details: { problem: 'plan_location_unknown' },
    })
  })

  it('are good at other gyms only in an installation of several', async () => {
    const { desk } = await openSetGym()
    const { message, details } = await call(desk, 'plans.add', newPlan({ gyms: ['south'] }))
    expect(details).toEqual({ problem: 'plan_location_unknown' })
    if (!storesOnServer()) expect(message).toContain('This gym has a database of its own')
  })

  it('are told in members before they are saved', async () => {
    const { hub, desk } = await openSetGym()
    const of = (columns: Record<string, string>) => addMember(hub, { membership_type: 'Weekly', ...columns })
    await of({ full_name: 'Anna Good' })
    await of({ full_name: 'Ben Grace', valid_until: '2026-11-24' })
    await of({ full_name: 'Cem Expired', valid_until: '2026-11-20' })
    await of({ full_name: 'Dora Else', membership_type: 'Yearly' })
    const effect = (change: object) => call(desk, 'plans.effect', newPlan({ name: 'weekly', ...change }))
    expect(await effect({})).toEqual({ members: 3, refused: 0 })
    expect(await effect({ grace_days: 0 })).toEqual({ members: 3, refused: 1 })
    expect(await effect({ hours: AFTERNOONS })).toEqual({ members: 3, refused: 2 })
    expect(await effect({ locations: ['Pool'] })).toEqual({ members: 3, refused: 2 })
    expect(await effect({ name: 'Nobody’s' })).toEqual({ members: 0, refused: 0 })
  })
})

describe('who has what', () => {
  it('is counted by plan, and offered as plans where the catalogue has none', async () => {
    const { hub, desk } = await openSetGym()
    const of = (columns: Record<string, string>) => addMember(hub, columns)
    const month = { valid_from: '2026-11-10', valid_until: '2026-12-09' }
    await of({ full_name: 'Anna', membership_type: 'Monthly', ...month })
    await of({ full_name: 'Ben', membership_type: 'MONTHLY', ...month })
    await of({ full_name: 'Cem', membership_type: 'Ten visits', visits_left: '7' })
    const before = await call<PlanHolders>(desk, 'plans.holders')
    expect(before).toEqual({
      plans: [],
      others: [
        {
          ...{ name: expect.stringMatching(/monthly/i) as string, members: 2, visits: null },
          ...{ duration: { unit: 'months', count: 1 }, price_cents: null },
          ...{ hours: AFTERNOONS, locations: null, grace_days: 9 },
        },
        {
          ...{ name: 'Ten visits', members: 1, visits: 10, duration: { unit: 'endless' }, price_cents: null },
          ...{ hours: null, locations: null, grace_days: null },
        },
      ],
    })
    const [kind] = before.others
    const plan = await addPlan(desk, { ...kind, id: uuidv7() })
    expect(await call(desk, 'plans.holders')).toMatchObject({
      plans: [{ id: plan.id, members: 2 }],
      others: [{ name: 'Ten visits' }],
    })
  })

  it.each([
    ['renewed by the year', ['2026-12-31', '2027-12-31', '2028-12-31'], '', 12],
    ['renewed by the month', ['2026-02-28', '2026-06-30', '2027-11-30'], '', 1],
    ['of packs that end on days of their own', ['2026-02-28', '2026-06-30', '2027-11-30'], '7', 12],
  ])('is offered for as long as one time of it is, %s', async (_how, ends, visits_left, count) => {
    const { hub, desk } = await openSetGym()
    for (const valid_until of ends) {
      const days = { valid_from: '2026-01-01', valid_until }
      await addMember(hub, {
        full_name: `Anna ${valid_until}`,
        membership_type: 'Gold',
        ...days,
        visits_left,
      })
    }
    expect(await call(desk, 'plans.holders')).toMatchObject({
      others: [{ name: 'Gold', duration: { unit: 'months', count } }],
    })
  })
})
