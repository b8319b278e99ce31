import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { MemberCompany } from '../../../server/protocol/families.ts'
import type { MemberDetails, MemberHistoryReply } from '../../../server/protocol/methods.ts'
import type { SoldPass } from '../../../server/protocol/passes.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { exportedMembers } from '../../support/hub/members-files.ts'
import { addPlan, call } from '../../support/hub/plans.ts'

const DAY_MS = 24 * 3_600_000

/** A gym on 28 November that sells a day pass and a trial, and whose members bring two guests a month. */
async function openGym() {
  let now = Date.parse('2026-11-28T10:00:00Z')
  const hub = await startHub({}, { now: () => now, every: never })
  const manager = await openDesk(hub, { role: 'manager' })
  const oneDay = { duration: { unit: 'days', count: 1 } as const, price_cents: 1500 }
  return {
    ...{ hub, desk: await openDesk(hub) },
    dayPass: await addPlan(manager, { ...oneDay, name: 'Day pass', kind: 'day_pass' }),
    trial: await addPlan(manager, { ...oneDay, name: 'Trial', kind: 'trial', price_cents: null }),
    monthly: await addPlan(manager, { guests_a_month: 2 }),
    pass: async (days: number): Promise<TestDesk> => {
      now += days * DAY_MS
      return openDesk(hub)
    },
  }
}

type Gym = Awaited<ReturnType<typeof openGym>>

const soldPass = ({ dayPass }: Pick<Gym, 'dayPass'>, full_name = 'Mia Berg') => ({
  ...{ id: uuidv7(), memberId: uuidv7(), full_name, planId: dayPass.id, version: 1 },
  ...{ price_cents: 1500, received_cents: 1500, way: 'cash' },
})

const sheetOf = (desk: TestDesk, memberId: string) => call<MemberDetails>(desk, 'members.get', { memberId })

describe('a day pass', () => {
  it('is sold to somebody by their name and lets them in, once however often it is asked', async () => {
    const gym = await openGym()
    const { hub, desk } = gym
    const asked = soldPass(gym)
    const first = await call<SoldPass>(desk, 'passes.sell', asked)
    expect(first).toMatchObject({
      visit: { member: { id: asked.memberId, full_name: 'Mia Berg' }, verdict: 'granted_with_warning' },
      sale: { membership_type: 'Day pass', valid_until: '2026-11-28', receipts: [1, 2] },
    })
    expect(await call(desk, 'passes.sell', asked)).toEqual(first)
    expect(await sheetOf(desk, asked.memberId)).toMatchObject({
      ...{ inside: true, visits_total: 1, debt_cents: 0 },
    })
    expect(await exportedMembers(hub)).toHaveLength(1)
  })

  it('lets nobody in on the next day, whatever grace the gym gives', async () => {
    const gym = await openGym()
    const { id, memberId } = soldPass(gym)
    await call(gym.desk, 'passes.sell', { ...soldPass(gym), id, memberId })
    const desk = await gym.pass(1)
    expect((await desk.ask('check_in', { memberId })).payload).toMatchObject({ reason: 'expired' })
  })

  it('that is undone leaves somebody who has bought nothing', async () => {
    const gym = await openGym()
    const { desk } = gym
    const asked = soldPass(gym)
    const { sale, visit } = await call<SoldPass>(desk, 'passes.sell', asked)
    await desk.ask('undo', { checkInId: visit.id })
    const { id: change_id, was, changed_time, membership_type, valid_from, valid_until, visits_left } = sale
    const now = { membership_type, valid_from, valid_until, visits_left }
    const undone = { memberId: asked.memberId, changed_time, change_id, was, now }
    expect(await call(desk, 'members.undoChange', undone)).toMatchObject({ debt_cents: 0, visits_left: 0 })
    expect((await desk.ask('check_in', { memberId: asked.memberId })).payload).toMatchObject({
      reason: 'no_visits_left',
    })
  })

  it.each([
    ['a plan that is none', { planId: uuidv7() }, 'invalid_message'],
    ['a version of before', { version: 2 }, 'request_conflict'],
    ['no name', { full_name: ' ' }, 'invalid_message'],
  ])('of %s is refused, and nobody is added', async (_what, change, code) => {
    const gym = await openGym()
    expect(await call(gym.desk, 'passes.sell', { ...soldPass(gym), ...change })).toMatchObject({ code })
    expect(await exportedMembers(gym.hub)).toEqual([])
  })

  it('asks who it is where somebody of the name had a trial, and says so', async () => {
    const gym = await openGym()
    const trial = { ...soldPass(gym), planId: gym.trial.id, price_cents: 0, received_cents: 0 }
    await call(gym.desk, 'passes.sell', trial)
    const desk = await gym.pass(3)
    const asked = soldPass(gym, 'MIA BERG')
    const known = { id: trial.memberId, suspended: false, trial: { plan: 'Trial', day: '2026-11-28' } }
    expect(await call(desk, 'passes.sell', asked)).toMatchObject({
      details: { problem: 'person_known', people: [known] },
    })
    await call(desk, 'passes.sell', { ...asked, memberId: trial.memberId })
    expect(await sheetOf(desk, trial.memberId)).toMatchObject({ full_name: 'Mia Berg', visits_total: 2 })
    const another = await call<SoldPass>(desk, 'passes.sell', { ...asked, id: uuidv7(), isAnother: true })
    expect(another.visit.member).toMatchObject({ id: asked.memberId, full_name: 'MIA BERG' })
  })

  it('is not sold to a member whose own plan is good', async () => {
    const gym = await openGym()
    const { id: memberId } = await addMember(gym.hub)
    expect(await call(gym.desk, 'passes.sell', { ...soldPass(gym), memberId })).toMatchObject({
      details: { problem: 'person_has_plan' },
    })
  })
})

/** A member who is inside, and how they bring guests. */
async function openHost(columns: Record<string, string> = { membership_type: 'Monthly' }) {
  const gym = await openGym()
  const host = await addMember(gym.hub, columns)
  await gym.desk.ask('check_in', { memberId: host.id })
  const bring = (full_name: string, change: object = {}, desk = gym.desk) =>
    call<{ visit: { id: string; member: { id: string } }; details?: { problem?: string; reason?: string } }>(
      ...([desk, 'guests.bring'] as const),
      { id: uuidv7(), hostId: host.id, memberId: uuidv7(), full_name, ...change },
    )
  const company = (memberId = host.id, desk = gym.desk) =>
    call<MemberCompany>(desk, 'families.of', { memberId })
  return { ...gym, host, bring, company }
}

describe('a guest', () => {
  it('is let in on the passes of who brings them, as many as the plan gives in a month', async () => {
    const { hub, host, bring, company, pass } = await openHost()
    const other = await openDesk(hub)
    const asked = { id: uuidv7(), memberId: uuidv7() }
    const first = await bring('Mia', asked)
    expect(first.visit.member).toMatchObject({ id: asked.memberId, full_name: 'Mia' })
    expect(await bring('Mia', asked)).toEqual(first)
    // At two desks at once there is one pass.
    const both = await Promise.all([bring('Noah'), bring('Olga', {}, other)])
    expect(both.map(({ details }) => details?.problem).sort()).toEqual(['guests_used_up', undefined])
    expect((await company()).guests).toMatchObject({ allowed: 2, brought: [{ full_name: 'Mia' }, {}] })
    const desk = await pass(3)
    await desk.ask('check_in', { memberId: host.id })
    expect((await company(host.id, desk)).guests).toEqual({ allowed: 2, brought: [] })
    expect((await bring('Paul', {}, desk)).visit).toBeDefined()
  })

  it('comes in once by it, and the pass is given back where that is undone', async () => {
    const { desk, bring, company } = await openHost()
    const { visit } = await bring('Mia')
    const memberId = visit.member.id
    await desk.ask('check_out', { checkInId: visit.id })
    const NONE = { reason: 'no_visits_left' }
    expect((await desk.ask('check_in', { memberId })).payload).toMatchObject(NONE)
    await desk.ask('undo', { checkInId: visit.id })
    await desk.ask('undo', { checkInId: visit.id })
    expect((await company()).guests.brought).toEqual([])
    expect((await desk.ask('check_in', { memberId })).payload).toMatchObject(NONE)
  })

  it('has who brought them in their history, also when they are a member', async () => {
    const { desk, host, monthly, bring } = await openHost()
    const memberId = (await bring('Mia')).visit.member.id
    await call(desk, 'plans.sell', { id: uuidv7(), memberId, planId: monthly.id, version: 1, was: {} })
    const { entries } = await call<MemberHistoryReply>(desk, 'members.history', { memberId })
    expect(entries).toMatchObject([{ broughtBy: { id: host.id, full_name: host.full_name } }])
    expect(await sheetOf(desk, memberId)).toMatchObject({ membership_type: 'Monthly', refusal: null })
  })

  it('who is suspended is asked about by name, and not let in', async () => {
    const { hub, bring } = await openHost()
    const { id } = await addMember(hub, { full_name: 'Mia Berg', suspended: '1', visits_left: '0' })
    expect(await bring('mia berg')).toMatchObject({
      details: { problem: 'person_known', people: [{ id, suspended: true }] },
    })
    expect(await bring('Mia Berg', { memberId: id })).toMatchObject({
      ...{ code: 'denied', details: { reason: 'suspended' } },
    })
  })

  it.each([
    ['whose plan has no guests', { membership_type: 'Basic' }, 'plan_without_guests'],
    ['who is not inside', { membership_type: 'Monthly', valid_until: '2026-11-01' }, 'host_not_inside'],
  ])('of a member %s is refused, and nobody is added', async (_what, columns, refused) => {
    const { hub, bring } = await openHost(columns)
    expect(await bring('Mia')).toMatchObject({ details: { problem: refused } })
    expect(await exportedMembers(hub)).toHaveLength(1)
  })
})
