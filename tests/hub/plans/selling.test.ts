import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { HeldPlan, SoldPlan } from '../../../server/protocol/plans.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { addPlan, call, newPlan } from '../../support/hub/plans.ts'

const EXPIRED = { membership_type: 'Monthly', valid_from: '2026-10-05', valid_until: '2026-11-04' }

/** A member whose plan has run out, on 25 November, and the plan in the catalogue. */
async function openSale(columns: Record<string, string> = EXPIRED) {
  let now = Date.parse('2026-11-25T10:00:00Z')
  const hub = await startHub({}, { now: () => (now += 1), every: never })
  const member = await addMember(hub, columns)
  const desk = await openDesk(hub)
  const plan = await addPlan(await openDesk(hub, { role: 'manager' }))
  const was = await heldBy(desk, member.id)
  const asked = { id: uuidv7(), memberId: member.id, planId: plan.id, version: 1, was }
  return { hub, desk, member, plan, was, asked }
}

async function heldBy(desk: TestDesk, memberId: string): Promise<HeldPlan> {
  const details = await call<MemberDetails>(desk, 'members.get', { memberId })
  const { membership_type, valid_from, valid_until, visits_left } = details
  return { membership_type, valid_from, valid_until, visits_left }
}

const SOLD = {
  ...{ membership_type: 'Monthly', valid_from: '2026-11-25', valid_until: '2026-12-24', visits_left: null },
}

describe('a plan that is sold', () => {
  it('lets the member in with the next scan, and every desk hears of it', async () => {
    const { hub, desk, member, asked } = await openSale()
    const other = await openDesk(hub)
    expect((await desk.ask('scan', { code: member.card })).payload.reason).toBe('expired')
    expect(await call(desk, 'plans.sell', asked)).toMatchObject(SOLD)
    expect((await other.next('member_changed')).payload.member.id).toBe(member.id)
    expect((await desk.ask('scan', { code: member.card })).payload.reason).toBe('ok_in')
  })

  it('is sold once, however often it is asked for', async () => {
    const { desk, member, asked } = await openSale()
    const first = await call<SoldPlan>(desk, 'plans.sell', asked)
    expect(await call(desk, 'plans.sell', asked)).toEqual(first)
    expect(await heldBy(desk, member.id)).toEqual(SOLD)
    expect(await call(desk, 'plans.sell', { ...asked, startsOn: '2026-11-26' })).toMatchObject({
      code: 'request_conflict',
    })
  })

  it('overwrites no other desk’s sale, and is of the version that was shown', async () => {
    const { hub, desk, plan, member, asked } = await openSale()
    await call(desk, 'plans.sell', asked)
    const again = { ...asked, id: uuidv7() }
    expect(await call(desk, 'plans.sell', again)).toMatchObject({ code: 'request_conflict' })
    const manager = await openDesk(hub, { role: 'manager' })
    await call(manager, 'plans.change', { ...newPlan({ id: plan.id, price_cents: 5900 }), version: 1 })
    const now = await heldBy(desk, member.id)
    const old = { ...again, id: uuidv7(), was: now }
    expect(await call(desk, 'plans.sell', old)).toMatchObject({ code: 'request_conflict' })
    const early = { ...old, id: uuidv7(), version: 2, startsOn: '2026-12-25' }
    expect(await call(desk, 'plans.sell', early)).toMatchObject({ ...SOLD, valid_until: '2027-01-24' })
    await call(manager, 'plans.retire', { id: plan.id })
    const was = await heldBy(desk, member.id)
    expect(
      await call(desk, 'plans.sell', { ...early, id: uuidv7(), was, startsOn: undefined }),
    ).toMatchObject({
      code: 'request_conflict',
    })
  })

  it('is undone whole, its name too, and stands in the audit log', async () => {
    const { hub, desk, member, was, asked } = await openSale({
      ...{ membership_type: 'Trial', valid_until: '2026-11-20', visits_left: '2' },
    })
    const { changed_time } = await call<SoldPlan>(desk, 'plans.sell', asked)
    const now = await heldBy(desk, member.id)
    const undone = { memberId: member.id, changed_time, now, was, change_id: asked.id }
    for (const forged of [{ was: { ...was, membership_type: 'All hours' } }, { change_id: undefined }]) {
      const refused = await call(desk, 'members.undoChange', { ...undone, ...forged })
      expect(refused).toMatchObject({ code: 'invalid_message' })
    }
    for (let time = 0; time < 2; time += 1) {
      expect(await call(desk, 'members.undoChange', undone)).toMatchObject(was)
    }
    expect(await heldBy(desk, member.id)).toEqual(was)
    const { entries } = (await (await hub.fetch('api/v1/audit?limit=50')).json()) as {
      entries: { action: string; subject: string; details: object }[]
    }
    const [sale, undo] = entries.filter(
      ({ subject, action }) => subject === member.id && action !== 'member_added',
    )
    expect([sale?.action, undo?.action]).toEqual(['plan_sold', 'member_change_undone'])
    const fields = ['membership_type', 'valid_from', 'valid_until', 'visits_left']
    expect(Object.keys(sale?.details ?? {}).sort()).toEqual(fields)
    expect(JSON.stringify(sale)).not.toContain('Trial')
  })

  it.each([
    ['member_not_found', { memberId: uuidv7() }],
    ['invalid_message', { planId: uuidv7() }],
    ['invalid_message', { startsOn: '2030-01-01' }],
    ['request_conflict', { was: { valid_until: '2026-11-05' } }],
  ])('is refused with %s for %j, and nothing is done', async (code, change) => {
    const { desk, member, was, asked } = await openSale()
    expect(await call(desk, 'plans.sell', { ...asked, ...change })).toMatchObject({ code })
    expect(await heldBy(desk, member.id)).toEqual(was)
  })

  it('is no viewer’s to sell', async () => {
    const { hub, asked } = await openSale()
    const viewer = await openDesk(hub, { role: 'viewer' })
    expect(await call(viewer, 'plans.sell', asked)).toMatchObject({ code: 'forbidden' })
  })
})
