import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { MemberHistoryReply } from '../../../server/protocol/methods.ts'
import { openDesk } from '../../support/client/desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { companyOf, openDayGym, openHost, sheetOf } from '../../support/hub/day-gym.ts'
import { addMember } from '../../support/hub/hub.ts'
import { call } from '../../support/hub/plans.ts'

/** Of all tests in which no day passes. */
const calm = forWholeFile(openDayGym)

describe('a guest', () => {
  it('is let in on the passes of who brings them, as many as the plan gives in a month', async () => {
    const { hub, desk, host, bring, later } = await openHost(await openDayGym())
    const other = await openDesk(hub)
    const asked = { id: uuidv7(), memberId: uuidv7() }
    const first = await bring('Mia', asked)
    expect(first.visit.member).toMatchObject({ id: asked.memberId, full_name: 'Mia' })
    expect(await bring('Mia', asked)).toEqual(first)
    // At two desks at once there is one pass.
    const both = await Promise.all([bring('Noah'), bring('Olga', {}, other)])
    expect(both.map(({ details }) => details?.problem).sort()).toEqual(['guests_used_up', undefined])
    const { guests } = await companyOf(desk, host.id)
    expect(guests).toMatchObject({ allowed: 2, brought: [{ full_name: 'Mia' }, {}] })
    const december = await later(3)
    await december.ask('check_in', { memberId: host.id })
    expect((await companyOf(december, host.id)).guests).toEqual({ allowed: 2, brought: [] })
    expect((await bring('Paul', {}, december)).visit).toBeDefined()
  })

  it('comes in once by it, and the pass is given back where that is undone', async () => {
    const { desk, host, bring } = await openHost(calm())
    const { visit } = await bring('Anna Once')
    const memberId = visit.member.id
    await desk.ask('check_out', { checkInId: visit.id })
    const NONE = { reason: 'no_visits_left' }
    expect((await desk.ask('check_in', { memberId })).payload).toMatchObject(NONE)
    await desk.ask('undo', { checkInId: visit.id })
    await desk.ask('undo', { checkInId: visit.id })
    expect((await companyOf(desk, host.id)).guests.brought).toEqual([])
    expect((await desk.ask('check_in', { memberId })).payload).toMatchObject(NONE)
  })

  it('has who brought them in their history, also when they are a member', async () => {
    const { desk, host, monthly, bring } = await openHost(calm())
    const memberId = (await bring('Ben Later')).visit.member.id
    await call(desk, 'plans.sell', { id: uuidv7(), memberId, planId: monthly.id, version: 1, was: {} })
    const { entries } = await call<MemberHistoryReply>(desk, 'members.history', { memberId })
    expect(entries).toMatchObject([{ broughtBy: { id: host.id, full_name: host.full_name } }])
    expect(await sheetOf(desk, memberId)).toMatchObject({ membership_type: 'Monthly', refusal: null })
  })

  it('who is suspended is asked about by name, and not let in', async () => {
    const { hub, desk, host, bring } = await openHost(calm())
    const { id } = await addMember(hub, { full_name: 'Carl Out', suspended: '1', visits_left: '0' })
    expect(await bring('carl out')).toMatchObject({
      details: { problem: 'person_known', people: [{ id, suspended: true }] },
    })
    expect(await bring('Carl Out', { memberId: id })).toMatchObject({
      ...{ code: 'denied', details: { reason: 'suspended' } },
    })
    expect((await companyOf(desk, host.id)).guests.brought).toEqual([])
  })

  it.each([
    ['whose plan has no guests', { membership_type: 'Basic' }, 'plan_without_guests'],
    ['who is not inside', { membership_type: 'Monthly', valid_until: '2026-11-01' }, 'host_not_inside'],
  ])('of a member %s is refused, and nobody is added', async (_what, columns, refused) => {
    const { desk, bring } = await openHost(calm(), columns)
    const memberId = uuidv7()
    expect(await bring('Dora None', { memberId })).toMatchObject({ details: { problem: refused } })
    expect(await sheetOf(desk, memberId)).toMatchObject({ code: 'member_not_found' })
  })
})
