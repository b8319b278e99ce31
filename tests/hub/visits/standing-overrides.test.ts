import { describe, expect, it } from 'vitest'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { TestDesk } from '../../support/client/desk.ts'
import { addMember } from '../../support/hub/hub.ts'
import { startGym, type Gym } from '../../support/hub/gym.ts'
import { storedRows } from '../../support/hub/stored.ts'

const PEOPLE = { anna: 'receptionist', bea: 'receptionist', mona: 'manager' }
const BERLIN = { timeZone: 'Europe/Berlin', capacity: 2, capacityIsHard: true, capacityWarnings: [] }
const MONDAY = '2026-11-23T12:00:00.000Z'

function rowsOf({ hub }: Gym, query: string): Promise<unknown[]> {
  return storedRows(hub.folder, query)
}

/** Checks the member out by hand: a second scan of their card would be a repeat, as the clock stands still. */
async function leave(desk: TestDesk, memberId: string): Promise<void> {
  const { payload } = await desk.ask('request', { method: 'members.history', params: { memberId } })
  const answer = await desk.ask('check_out', { checkInId: payload.entries[0].id })
  expect(answer.type).toBe('check_out_success')
}

async function sheetOf(desk: TestDesk, memberId: string): Promise<MemberDetails> {
  const answer = await desk.ask('request', { method: 'members.get', params: { memberId } })
  return answer.payload as MemberDetails
}

/** Signing in hashes passwords, which takes its time where the machine is busy. */

describe('an override that stands', () => {
  it('lets the member in until the last instant of its day, says who and why, and then the rule counts again', async () => {
    const gym = await startGym(BERLIN, MONDAY, PEOPLE)
    const { id, card: code } = await addMember(gym.hub, { debt_cents: '4900' })
    let desk = await gym.desk('anna')
    expect((await desk.ask('scan', { code })).payload.reason).toBe('debt')
    const override = { reason: 'Pays on Friday', until: '2026-11-27' }
    const first = await desk.ask('scan', { code, override })
    const stands = {
      refusal: 'debt',
      reason: 'Pays on Friday',
      until: '2026-11-27',
      by: 'anna',
      approvedBy: null,
    }
    expect(first.payload).toMatchObject({ verdict: 'granted_with_warning', override: stands })
    await leave(desk, id)

    gym.setClock('2026-11-28T02:59:59.999Z')
    desk = await gym.desk('bea')
    const again = await desk.ask('scan', { code, mode: 'in' })
    expect(again.payload).toMatchObject({
      verdict: 'granted_with_warning',
      reason: 'ok_in',
      flags: ['overridden'],
      override: stands,
    })
    // A repeat within the window says the same.
    expect((await desk.ask('scan', { code, mode: 'in' })).payload).toMatchObject({
      reason: 'repeat_ignored',
      override: stands,
    })
    await leave(desk, id)
    const byHand = await desk.ask('check_in', { memberId: id })
    expect(byHand).toMatchObject({
      type: 'check_in_success',
      payload: { flags: ['overridden'], override: stands },
    })
    await leave(desk, id)

    gym.setClock('2026-11-28T03:00:00.000Z')
    desk = await gym.desk('bea')
    expect((await desk.ask('scan', { code, mode: 'in' })).payload.reason).toBe('debt')
    expect((await sheetOf(desk, id)).overrides).toEqual([])
    const kept = await rowsOf(gym, 'select refusal, reason, standing_id is not null as stood from overrides')
    expect(kept).toEqual(Array(3).fill({ refusal: 'debt', reason: 'Pays on Friday', stood: 1 }))
  })

  it('is for its rule alone', async () => {
    const gym = await startGym(BERLIN, MONDAY, PEOPLE)
    const member = await addMember(gym.hub, { debt_cents: '4900' })
    const desk = await gym.desk('anna')
    await desk.ask('scan', { code: member.card, override: { reason: 'Friday', until: '2026-11-27' } })
    await leave(desk, member.id)
    await addMember(gym.hub, { id: member.id, valid_until: '2026-11-20', credentials: member.card })
    expect((await desk.ask('scan', { code: member.card, mode: 'in' })).payload.reason).toBe('expired')
  })

  it('can be ended early, once, is then in the audit log, and every desk hears of it', async () => {
    const gym = await startGym(BERLIN, MONDAY, PEOPLE)
    const member = await addMember(gym.hub, { debt_cents: '4900' })
    const desk = await gym.desk('anna')
    await desk.ask('scan', { code: member.card, override: { reason: 'Friday', until: '2026-11-27' } })
    const [override] = (await sheetOf(desk, member.id)).overrides
    const path = `api/v1/members/${member.id}/overrides/${override?.id ?? ''}/end`
    expect((await gym.ask('bea', path, {})).status).toBe(200)
    expect((await desk.next('member_changed')).payload.member.id).toBe(member.id)
    const seen = desk.frames.length
    expect((await gym.ask('bea', path, {})).status).toBe(200)
    expect(
      (await gym.ask('bea', path.replace(member.id, '018f0000-0000-7000-8000-000000000000'), {})).status,
    ).toBe(404)
    await leave(desk, member.id)
    expect(desk.frames.slice(seen).map(({ type }) => type)).not.toContain('member_changed')
    expect((await desk.ask('scan', { code: member.card, mode: 'in' })).payload.reason).toBe('debt')
    const { entries } = (await (await gym.hub.fetch('api/v1/audit?limit=50')).json()) as {
      entries: { action: string }[]
    }
    expect(entries.filter(({ action }) => action === 'override_ended')).toMatchObject([
      { subject: member.id, details: { refusal: 'debt', until: '2026-11-27' } },
    ])
  })

  it('is taken back with the check-in that it was given for', async () => {
    const gym = await startGym(BERLIN, MONDAY, PEOPLE)
    const member = await addMember(gym.hub, { debt_cents: '4900' })
    const desk = await gym.desk('anna')
    const override = { reason: 'The wrong one', until: '2026-11-27' }
    const letIn = await desk.ask('scan', { code: member.card, override })
    await desk.ask('undo', { checkInId: letIn.payload.visit.id })
    expect((await desk.ask('scan', { code: member.card })).payload.reason).toBe('debt')
  })

  it.each([
    ['yesterday', { debt_cents: '4900' }, '2026-11-22'],
    ['beyond a month', { debt_cents: '4900' }, '2026-12-25'],
    ['of a suspension beyond today', { suspended: '1' }, '2026-11-24'],
  ])('until %s is refused and does nothing', async (_what, columns, until) => {
    const gym = await startGym(BERLIN, MONDAY, PEOPLE)
    const { card: code } = await addMember(gym.hub, columns)
    const desk = await gym.desk('mona')
    const answer = await desk.ask('scan', { code, override: { reason: 'please', until } })
    expect(answer).toMatchObject({ type: 'error', payload: { code: 'invalid_message' } })
    expect(await rowsOf(gym, 'select * from overrides')).toEqual([])
    expect(await rowsOf(gym, 'select * from visits')).toEqual([])
  })

  it('of a hard rule needs a manager, and ends with the day', async () => {
    const gym = await startGym(BERLIN, MONDAY, PEOPLE)
    const { id, card: code } = await addMember(gym.hub, { suspended: '1' })
    let desk = await gym.desk('anna')
    const approval = await gym.approval('mona')
    const override = { reason: 'Spoke with him', until: '2026-11-23', approval }
    expect((await desk.ask('scan', { code, override })).payload.override).toMatchObject({
      by: 'anna',
      approvedBy: 'mona',
    })
    await leave(desk, id)
    expect((await desk.ask('scan', { code, mode: 'in' })).payload.reason).toBe('ok_in')
    await leave(desk, id)
    gym.setClock('2026-11-24T03:00:00.000Z')
    desk = await gym.desk('anna')
    expect((await desk.ask('scan', { code, mode: 'in' })).payload.reason).toBe('suspended')
  })
})

describe('pains: an override', () => {
  it('is shown as done only when its record exists', async () => {
    const gym = await startGym(BERLIN, MONDAY, PEOPLE)
    const { card: code } = await addMember(gym.hub, { debt_cents: '4900' })
    const desk = await gym.desk('anna')
    let kept: Promise<unknown[]> = Promise.resolve([])
    desk.socket.prependListener('message', (data: Buffer) => {
      if (!data.toString().includes('"scan_result"')) return
      kept = rowsOf(gym, 'select refusal, reason from overrides')
    })
    const answer = await desk.ask('scan', { code, override: { reason: 'Pays today' } })
    expect(answer.payload.flags).toContain('overridden')
    expect(await kept).toEqual([{ refusal: 'debt', reason: 'Pays today' }])
  })

  it('of a debt does not carry anybody beyond the hard limit: that needs a manager, and both are kept', async () => {
    const gym = await startGym(BERLIN, MONDAY, PEOPLE)
    const desk = await gym.desk('anna')
    for (const { id } of [await addMember(gym.hub), await addMember(gym.hub)]) {
      expect((await desk.ask('check_in', { memberId: id })).type).toBe('check_in_success')
    }
    const { card: code } = await addMember(gym.hub, { debt_cents: '4900' })
    expect((await desk.ask('scan', { code })).payload).toMatchObject({
      reason: 'debt',
      actions: ['renew', 'override', 'open_member'],
    })
    const override = { reason: 'Pays today' }
    expect((await desk.ask('scan', { code, override })).payload).toMatchObject({
      verdict: 'denied',
      reason: 'capacity_full',
      actions: ['manager_pin', 'open_member'],
    })
    const approved = { ...override, approval: await gym.approval('mona') }
    expect((await desk.ask('scan', { code, override: approved })).payload.reason).toBe('ok_in')
    expect(
      await rowsOf(
        gym,
        'select refusal, approved_by is not null as approved from overrides order by refusal',
      ),
    ).toEqual([
      { refusal: 'capacity_full', approved: 1 },
      { refusal: 'debt', approved: 1 },
    ])
  })

  it('never keeps anybody inside', async () => {
    const gym = await startGym(BERLIN, MONDAY, PEOPLE)
    const { id, card: code } = await addMember(gym.hub, { debt_cents: '4900', visits_left: '1' })
    const desk = await gym.desk('anna')
    await desk.ask('scan', { code, override: { reason: 'Pays today', until: '2026-11-23' } })
    await gym.hub.fetch('api/v1/members/import', {
      method: 'POST',
      body: `id,full_name,suspended\n${id},Sofia,1\n`,
      headers: { 'content-type': 'text/csv' },
    })
    await leave(desk, id)
  })
})
