import { beforeEach, describe, expect, it } from 'vitest'
import type { PrintedCard } from '../../../server/protocol/cards.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import type { ScanResultPayload } from '../../../server/protocol/server-frames.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub, type TestMember } from '../../support/hub/hub.ts'

const DAY_MS = 24 * 3_600_000

let now: number
let hub: TestHub
let desk: TestDesk
let sofia: TestMember

beforeEach(async () => {
  now = Date.parse('2026-12-03T10:00:00Z')
  hub = await startHub({ limit: ['framesPerSecond=0'] }, { now: () => now, every: never })
  desk = await openDesk(hub)
  sofia = await addMember(hub, { credentials: 'OLD-0001' })
})

const call = async (method: string, params: object) =>
  (await desk.ask('request', { method, params: { memberId: sofia.id, ...params } })).payload as Record<
    string,
    unknown
  >
const scan = async (code: string) => (await desk.ask('scan', { code })).payload as ScanResultPayload
const cards = async (memberId = sofia.id) =>
  ((await call('members.get', { memberId })) as unknown as MemberDetails).cards
const audited = async (action: string) => {
  const { entries } = (await (await hub.fetch('api/v1/audit')).json()) as {
    entries: { action: string; subject: string; details: object | null }[]
  }
  return entries.filter((entry) => entry.action === action)
}

describe('a lost card', () => {
  it('is refused with the day on which it was reported, and the new one is good, in one step', async () => {
    const replaced = await call('cards.replace', { number: 1, end: '0001', newCode: 'NEW-0002', kind: 'fob' })
    expect(replaced).toEqual({ memberId: sofia.id, cardEnd: '0002', lostEnd: '0001' })
    expect(await call('cards.replace', { code: 'OLD-0001', newCode: 'NEW-0002' })).toEqual(replaced)
    now += DAY_MS
    expect(await scan('OLD-0001')).toMatchObject({
      ...{ verdict: 'denied', reason: 'credential_revoked' },
      blocked: { kind: 'lost', on: '2026-12-03' },
      message: 'This card was reported lost on 3 December 2026',
      member: { id: sofia.id },
    })
    expect((await scan('NEW-0002')).reason).toBe('ok_in')
    expect(await cards()).toMatchObject([
      { end: '0002', withdrawn: false, kind: 'fob' },
      { end: '0001', withdrawn: true, lost_time: '2026-12-03T10:00:00.000Z' },
    ])
    expect(await audited('card_lost')).toHaveLength(1)
  })

  it('stays in use where the new one is somebody else’s or is itself', async () => {
    const { card } = await addMember(hub, { full_name: 'Ben Okafor', credentials: 'BENS-0003' })
    const replace = (newCode: string) => call('cards.replace', { code: 'OLD-0001', newCode })
    expect(await replace(card)).toMatchObject({
      code: 'request_conflict',
      details: { holder: { full_name: 'Ben Okafor' } },
    })
    expect(await replace('old-0001')).toMatchObject({ details: { problem: 'same_card' } })
    expect((await scan('OLD-0001')).reason).toBe('ok_in')
    expect(await audited('card_lost')).toEqual([])
  })

  it('that is found is good again, and goes to nobody else unasked', async () => {
    await call('cards.withdraw', { code: 'OLD-0001', lost: true })
    const ben = await addMember(hub, { credentials: '' })
    const code = 'OLD-0001'
    expect(await call('cards.attach', { memberId: ben.id, code })).toMatchObject({ code: 'request_conflict' })
    await call('cards.restore', { code })
    expect((await scan(code)).reason).toBe('ok_in')
    expect((await cards())[0]).not.toHaveProperty('lost_time')
  })
})

describe('a card that is lent', () => {
  it('is good until its day is over, then refused, and good again where it is lent longer', async () => {
    await call('cards.attach', { code: 'SPARE-01', lentUntil: '2026-12-04' })
    now += DAY_MS
    expect((await scan('SPARE-01')).reason).toBe('ok_in')
    now += 60_000
    expect((await scan('SPARE-01')).reason).toBe('ok_out')
    now += DAY_MS
    expect(await scan('SPARE-01')).toMatchObject({
      reason: 'credential_revoked',
      blocked: { kind: 'lent', until: '2026-12-04' },
      message: 'This card was lent until 4 December 2026',
    })
    await call('cards.lend', { code: 'SPARE-01', until: '2026-12-05' })
    expect((await scan('SPARE-01')).reason).toBe('ok_in')
    expect(await cards()).toContainEqual(expect.objectContaining({ end: 'E-01', lent_until: '2026-12-05' }))
    await call('cards.lend', { code: 'SPARE-01', until: null })
    expect((await cards()).filter((card) => card.lent_until !== undefined)).toEqual([])
    expect(await audited('card_lent')).toHaveLength(3)
  })

  it('is not lent until a day that has passed', async () => {
    const lentUntil = '2026-12-02'
    const refused = { details: { problem: 'lent_day', field: 'lentUntil' } }
    expect(await call('cards.attach', { code: 'SPARE-01', lentUntil })).toMatchObject(refused)
    expect(await call('cards.lend', { code: 'OLD-0001', until: lentUntil })).toMatchObject(refused)
    expect((await scan('SPARE-01')).reason).toBe('unknown_credential')
  })
})

describe('a member who is suspended', () => {
  it('is kept out with a note that says why, which is a manager’s to say', async () => {
    const asked = { id: '018f0000-0000-7000-8000-00000000000a', reason: 'Fell out with the trainer' }
    expect(await call('members.suspend', asked)).toMatchObject({ code: 'forbidden' })
    desk = await openDesk(hub, { role: 'manager' })
    for (let time = 0; time < 2; time += 1)
      expect(await call('members.suspend', asked)).toEqual({ memberId: sofia.id })
    const refused = await scan('OLD-0001')
    expect(refused).toMatchObject({ reason: 'suspended', member: { note: asked.reason } })
    expect(refused.member?.notes).toHaveLength(1)
  })
})

describe('cards that are printed', () => {
  it('have the code of the newest card of their own, or a new one that opens the door', async () => {
    const ben = await addMember(hub, { full_name: 'Ben Okafor', credentials: '' })
    await call('cards.attach', { code: 'SPARE-01', lentUntil: '2026-12-04' })
    const memberIds = [ben.id, sofia.id]
    const print = async (assign: boolean) =>
      ((await call('cards.print', { memberId: undefined, memberIds, assign })) as { cards: PrintedCard[] })
        .cards
    expect((await print(false)).map(({ code }) => code)).toEqual([null, 'OLD-0001'])
    const [made] = await print(true)
    expect(made).toMatchObject({ full_name: 'Ben Okafor', code: expect.stringMatching(/^M[0-9A-Z]{9}$/) })
    expect((await print(true))[0]).toEqual(made)
    expect((await scan(made?.code ?? '')).member).toMatchObject({ id: ben.id })
    expect(await audited('card_printed')).toHaveLength(5)
    memberIds.push('018f0000-0000-7000-8000-000000000000')
    expect(await call('cards.print', { memberIds })).toMatchObject({ code: 'member_not_found' })
  })
})

describe('a card of somebody else', () => {
  it('is moved where whoever asks has seen whose it is, and both are told of', async () => {
    const ben = await addMember(hub, { full_name: 'Ben Okafor', credentials: 'BENS-0003' })
    const code = 'BENS-0003'
    const asked = await call('cards.attach', { code })
    expect(asked).toMatchObject({ code: 'request_conflict', details: { holder: { id: ben.id } } })
    // Whoever has seen another holder than there is now is asked again.
    expect(await call('cards.attach', { code, from: sofia.id })).toMatchObject({ code: 'request_conflict' })
    const since = desk.frames.length
    expect(await call('cards.attach', { code, from: ben.id })).toEqual({
      memberId: sofia.id,
      cardEnd: '0003',
    })
    expect((await scan(code)).member).toMatchObject({ id: sofia.id })
    expect(await cards(ben.id)).toEqual([])
    const told = desk.frames.slice(since).filter(({ type }) => type === 'member_changed')
    const ids = told.map(({ payload }) => (payload as { member: { id: string } }).member.id)
    expect(ids.sort()).toEqual([ben.id, sofia.id].sort())
    expect(await audited('card_moved')).toMatchObject([{ subject: sofia.id, details: { from: ben.id } }])
  })
})
