import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { AddedMember } from '../../../server/protocol/member-edits.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { addPlan, call } from '../../support/hub/plans.ts'
import { jpegOf } from '../../support/jpeg.ts'

/** A gym with one plan, on 25 November. */
async function openGym() {
  let now = Date.parse('2026-11-25T10:00:00Z')
  const hub = await startHub({}, { now: () => (now += 1), every: never })
  const desk = await openDesk(hub)
  const plan = await addPlan(await openDesk(hub, { role: 'manager' }))
  const memberId = uuidv7()
  const card = `NEW-${memberId}`
  const paid = { price_cents: 4900, received_cents: 2000, way: 'cash' }
  const sale = { id: uuidv7(), planId: plan.id, version: 1, ...paid }
  return { hub, desk, plan, card, sale, asked: { memberId, full_name: 'Nora Newcome', card } }
}

const scanned = async (desk: TestDesk, code: string): Promise<object> =>
  (await desk.ask('scan', { code })).payload as object

const csv = { 'content-type': 'text/csv' }

async function importFile(hub: TestHub, body: string): Promise<number> {
  return (await hub.fetch('api/v1/members/import', { method: 'POST', body, headers: csv })).status
}

describe('a member without a plan', () => {
  it('is refused and told to buy one, and comes in when they have; undone, they have none again', async () => {
    const { desk, plan, asked, card } = await openGym()
    await call(desk, 'members.add', asked)
    expect(await scanned(desk, card)).toMatchObject({
      ...{ verdict: 'denied', reason: 'no_visits_left', rule: { kind: 'no_plan' } },
      message: 'No plan yet',
      actions: expect.arrayContaining(['renew']) as unknown,
    })
    const { memberId } = asked
    const was = { membership_type: '', valid_from: null, valid_until: null, visits_left: 0 }
    const sale = { id: uuidv7(), memberId, planId: plan.id, version: 1, was }
    const sold = await call<{ changed_time: string }>(desk, 'plans.sell', sale)
    const { membership_type, valid_from, valid_until, visits_left } = await call<MemberDetails>(
      desk,
      'members.get',
      { memberId },
    )
    const now = { membership_type, valid_from, valid_until, visits_left }
    expect(now).toEqual({
      ...{ membership_type: 'Monthly', valid_from: '2026-11-25', valid_until: '2026-12-24' },
      visits_left: null,
    })
    expect(await scanned(desk, card)).toMatchObject({ reason: 'ok_in' })
    await desk.ask('scan', { code: card, mode: 'out' })
    const undone = { memberId, changed_time: sold.changed_time, now, was, change_id: sale.id }
    await call(desk, 'members.undoChange', undone)
    expect(await call(desk, 'members.get', { memberId })).toMatchObject({ ...was, refusal: 'no_visits_left' })
  })

  it('stays so through an export into an empty hub, and gets the plan that a file says', async () => {
    const { hub, desk, asked, card } = await openGym()
    await call(desk, 'members.add', asked)
    const file = await (await hub.fetch('api/v1/members/export')).text()
    const { hub: another, desk: other } = await openGym()
    expect(await importFile(another, file)).toBe(200)
    expect(await scanned(other, card)).toMatchObject({ rule: { kind: 'no_plan' } })
    const moved = `id,full_name,membership_type,valid_until\n${asked.memberId},Nora Newcome,Gold,2031-01-01\n`
    expect(await importFile(hub, moved)).toBe(200)
    expect(await scanned(desk, card)).toMatchObject({ reason: 'ok_in', member: { visits_left: null } })
  })

  it('is none of those whom a file gives no end, nor of those whom a program gives a kind of plan alone', async () => {
    const { hub, desk, asked, card } = await openGym()
    expect(await importFile(hub, 'full_name,credentials\nEndless Emma,EMMA-1\n')).toBe(200)
    expect(await scanned(desk, 'EMMA-1')).toMatchObject({ reason: 'ok_in' })
    await call(desk, 'members.add', { ...asked, membership_type: 'Staff' })
    expect(await scanned(desk, card)).toMatchObject({ reason: 'ok_in' })
  })
})

describe('a member who is added with a plan', () => {
  it('has it, what is booked, the photo and the card, and comes in; asked again it is done once', async () => {
    const { hub, desk, sale, asked, card } = await openGym()
    const whole = { ...asked, sale, photo: jpegOf().toString('base64') }
    const added = await call<AddedMember>(desk, 'members.add', whole)
    expect(added).toMatchObject({
      sold: { membership_type: 'Monthly', valid_until: '2026-12-24', receipts: [1, 2] },
    })
    expect(await call(desk, 'members.add', whole)).toEqual(added)
    expect(await call(desk, 'members.get', { memberId: asked.memberId })).toMatchObject({
      ...{ debt_cents: 2900, refusal: 'debt', photo_url: expect.stringContaining('/photo?v=') as string },
    })
    const audit = await (await hub.fetch('api/v1/audit')).text()
    for (const action of ['member_added', 'plan_sold', 'card_added']) expect(audit).toContain(action)
    const paid = { memberId: asked.memberId, change_id: uuidv7(), cents: 2900, way: 'card' }
    await call(desk, 'ledger.pay', paid)
    expect(await scanned(desk, card)).toMatchObject({ reason: 'ok_in' })
  })

  it('is added whole or not at all', async () => {
    const { hub, desk, sale, asked } = await openGym()
    const wrong = [
      ['request_conflict', { sale: { ...sale, version: 2 } }],
      ['invalid_message', { sale: { ...sale, planId: uuidv7() } }],
      ['invalid_message', { sale: { ...sale, way: undefined } }],
      ['invalid_message', { sale, valid_until: '2027-01-01' }],
      ['invalid_message', { sale, photo: 'AAAA' }],
      ['invalid_message', { sale, card: 'A' }],
    ] as const
    for (const [code, fields] of wrong) {
      expect(await call(desk, 'members.add', { ...asked, ...fields }), JSON.stringify(fields)).toMatchObject({
        code,
      })
      expect(await (await hub.fetch('api/v1/members/export?format=json')).json()).toEqual([])
      expect(await (await hub.fetch('api/v1/ledger.csv')).text()).not.toContain('4900')
    }
    expect(await call(desk, 'members.add', { ...asked, sale })).toHaveProperty('sold')
  })
})
