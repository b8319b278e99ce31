import { describe, expect, it } from 'vitest'
import type { HistoryEntry, MemberDetails, MemberHistoryReply } from '../../../server/protocol/methods.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { post } from '../../support/hub/staff.ts'

const DAY_MS = 24 * 3_600_000

async function change(hub: TestHub, memberId: string, body: object) {
  return post(hub, `api/v1/members/${memberId}`, body, await hub.token())
}

async function sheetOf(desk: TestDesk, memberId: string): Promise<MemberDetails> {
  return (await desk.ask('request', { method: 'members.get', params: { memberId } })).payload as MemberDetails
}

describe('a renewal that is undone', () => {
  const RENEWAL = { was: { visits_left: 0 }, now: { visits_left: 10 } }

  /** A member whose visits were renewed at this desk, and how that is undone. */
  async function renewed() {
    const hub = await startHub()
    const member = await addMember(hub, { visits_left: '0' })
    const desk = await openDesk(hub)
    const ask = (method: string, params: object) =>
      desk.ask('request', { method, params: { memberId: member.id, ...params } })
    const { payload } = await ask('members.change', RENEWAL)
    const { changed_time } = payload as { changed_time: string }
    const undo = () => ask('members.undoChange', { ...RENEWAL, changed_time })
    const visitsLeft = async () => (await sheetOf(desk, member.id)).visits_left
    return { hub, member, desk, ask, undo, visitsLeft }
  }

  it('leaves the member as before it, with a line of its own in the audit log', async () => {
    const { hub, member, desk, undo, visitsLeft } = await renewed()
    expect((await undo()).payload).toMatchObject({ visits_left: 0 })
    expect(await visitsLeft()).toBe(0)
    const { entries } = (await (await hub.fetch('api/v1/audit?limit=50')).json()) as {
      entries: { action: string; subject: string | null; details: object | null }[]
    }
    const entry = entries.find(({ action }) => action === 'member_change_undone')
    expect([entry?.subject, Object.keys(entry?.details ?? {})]).toEqual([member.id, ['visits_left']])
    // Done again it changes nothing.
    expect((await undo()).payload).toMatchObject({ visits_left: 0 })
    expect((await desk.ask('scan', { code: member.card })).payload.reason).toBe('no_visits_left')
  })

  it('after its visit was given back, and not before', async () => {
    const { member, desk, undo, visitsLeft } = await renewed()
    const { payload } = await desk.ask('scan', { code: member.card })
    expect((await undo()).payload.code).toBe('request_conflict')
    await desk.ask('undo', { checkInId: payload.visit.id as string })
    await undo()
    expect(await visitsLeft()).toBe(0)
  })

  it('is refused where anything changed the member since', async () => {
    const { ask, undo, visitsLeft } = await renewed()
    await ask('members.change', { now: { debt_cents: 100 } })
    expect((await undo()).payload.code).toBe('request_conflict')
    expect(await visitsLeft()).toBe(10)
  })

  it('puts back only what it changed', async () => {
    const { ask, visitsLeft } = await renewed()
    const changed_time = new Date().toISOString()
    const { payload } = await ask('members.undoChange', { was: { debt_cents: 0 }, now: {}, changed_time })
    expect(payload.code).toBe('invalid_message')
    expect(await visitsLeft()).toBe(10)
  })
})

describe('a renewal on the spot', () => {
  it.each([
    ['an expired plan', { valid_until: '2020-01-01' }, 'expired', { valid_until: '2099-12-31' }],
    ['a plan without visits', { visits_left: '0' }, 'no_visits_left', { visits_left: 10 }],
    ['a debt that is paid', { debt_cents: '4900' }, 'debt', { debt_cents: 0 }],
  ])('of %s lets the member in with the next scan, at once', async (_what, columns, reason, now) => {
    const hub = await startHub()
    const member = await addMember(hub, columns)
    const [desk, other] = [await openDesk(hub), await openDesk(hub)]
    const refused = await desk.ask('scan', { code: member.card })
    expect(refused.payload).toMatchObject({ reason, verdict: 'denied' })
    expect(refused.payload.actions[0]).toBe('renew')
    expect((await change(hub, member.id, { now })).body).toMatchObject(now)
    expect((await other.next('member_changed')).payload.member.id).toBe(member.id)
    // Within the repeat window too: the refusal is no answer to it any more.
    expect((await desk.ask('scan', { code: member.card })).payload.reason).toBe('ok_in')
  })

  it('is in the audit log by its fields, without what they say', async () => {
    const hub = await startHub()
    const member = await addMember(hub, { visits_left: '7' })
    await change(hub, member.id, { now: { visits_left: 17, debt_cents: 4321 } })
    const { entries } = (await (await hub.fetch('api/v1/audit?limit=50')).json()) as {
      entries: { action: string; details: object | null }[]
    }
    const entry = entries.find(({ action }) => action === 'member_changed')
    expect(Object.keys(entry?.details ?? {}).sort()).toEqual(['debt_cents', 'debt_since', 'visits_left'])
    expect(JSON.stringify(entries)).not.toContain('4321')
    const sheet = await sheetOf(await openDesk(hub), member.id)
    expect(sheet).toMatchObject({ visits_left: 17, debt_cents: 4321 })
  })

  it('done again changes nothing; one that overlooks another desk’s is refused', async () => {
    const hub = await startHub()
    const member = await addMember(hub, { visits_left: '0', valid_until: '2020-01-01' })
    const desk = await openDesk(hub)
    const renewal = { was: { visits_left: 0 }, now: { visits_left: 10 } }
    for (let time = 0; time < 2; time += 1) expect((await change(hub, member.id, renewal)).status).toBe(200)
    await desk.next('member_changed')
    const seen = desk.frames.length
    expect((await change(hub, member.id, { was: { visits_left: 0 }, now: { visits_left: 5 } })).status).toBe(
      409,
    )
    // What the other desk did not touch is no conflict.
    expect((await change(hub, member.id, { was: { debt_cents: 0 }, now: { debt_cents: 100 } })).status).toBe(
      200,
    )
    await desk.next('member_changed')
    await desk.ask('ping')
    expect(desk.frames.slice(seen).filter(({ type }) => type === 'member_changed')).toHaveLength(1)
    expect((await sheetOf(desk, member.id)).visits_left).toBe(10)
  })

  it.each([
    { now: { valid_until: '31.12.2099' } },
    { now: { valid_until: '2026-02-30' } },
    { now: { visits_left: -1 } },
    { now: { debt_cents: 1.5 } },
    {},
  ])('with %j is refused and changes nothing', async (body) => {
    const hub = await startHub()
    const member = await addMember(hub)
    const desk = await openDesk(hub)
    const before = await sheetOf(desk, member.id)
    expect((await change(hub, member.id, body)).status).toBe(400)
    expect(await sheetOf(desk, member.id)).toEqual(before)
  })

  it('is not a viewer’s, and not of nobody', async () => {
    const hub = await startHub()
    const member = await addMember(hub)
    const body = { now: { debt_cents: 0 } }
    const asViewer = await post(hub, `api/v1/members/${member.id}`, body, await hub.token('viewer'))
    expect(asViewer.status).toBe(403)
    expect((await change(hub, '018f0000-0000-7000-8000-000000000000', body)).status).toBe(404)
  })
})

describe('a card, as a desk is shown it,', () => {
  it('is withdrawn and restored without its code, and every desk hears of it', async () => {
    const hub = await startHub()
    const member = await addMember(hub, { credentials: 'KEEP-0001 LOST-0002' })
    const desk = await openDesk(hub)
    const cards = `api/v1/members/${member.id}/cards`
    const token = await hub.token()
    const lost = (await sheetOf(desk, member.id)).cards.find(({ end }) => end === '0002')!
    const { number, end } = lost
    expect((await post(hub, `${cards}/withdraw`, { number, end: '0001' }, token)).status).toBe(404)
    for (let time = 0; time < 2; time += 1) {
      expect((await post(hub, `${cards}/withdraw`, { number, end }, token)).body.cardEnd).toBe('0002')
    }
    expect((await desk.next('member_changed')).payload.member.id).toBe(member.id)
    expect((await desk.ask('scan', { code: 'LOST-0002' })).payload.reason).toBe('credential_revoked')
    expect((await desk.ask('scan', { code: 'KEEP-0001' })).payload.reason).toBe('ok_in')
    expect((await sheetOf(desk, member.id)).cards).toContainEqual({ ...lost, withdrawn: true })
    expect((await post(hub, `${cards}/restore`, { number, end }, token)).status).toBe(200)
    expect((await desk.ask('scan', { code: 'LOST-0002' })).payload.reason).toBe('ok_out')
  })
})

describe('the history of a member', () => {
  it('has visits, refusals, overrides and what was undone, each once over all its pages', async () => {
    let now = Date.parse('2026-11-01T10:00:00Z')
    const hub = await startHub({ limit: ['framesPerSecond=0'] }, { now: () => now, every: never })
    const member = await addMember(hub, { debt_cents: '100' })
    const somebodyElse = await addMember(hub)
    const desk = await openDesk(hub)
    for (let day = 0; day < 30; day += 1) {
      now += DAY_MS
      await desk.ask('scan', { code: member.card })
      await desk.ask('scan', { code: somebodyElse.card })
      if (day % 2 === 0) continue
      const override = { reason: `Day ${day}` }
      const visit = (await desk.ask('scan', { code: member.card, override })).payload.visit as { id: string }
      now += 60_000
      if (day === 29) await desk.ask('undo', { checkInId: visit.id })
      else await desk.ask('scan', { code: member.card })
    }
    const entries: HistoryEntry[] = []
    for (let after: object | null | undefined = {}; after;) {
      const params = { memberId: member.id, after }
      const { payload } = await desk.ask('request', { method: 'members.history', params })
      const page = payload as MemberHistoryReply
      entries.push(...page.entries)
      after = page.next
    }
    expect(entries.filter(({ kind }) => kind === 'refusal')).toHaveLength(30)
    expect(entries.filter(({ kind }) => kind === 'visit')).toHaveLength(15)
    expect(new Set(entries.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(45)
    const times = entries.map(({ at }) => at)
    expect(times).toEqual(times.toSorted().reverse())
    expect(entries[0]).toMatchObject({ kind: 'visit', ended: 'undone' })
    expect(entries[1]).toMatchObject({ kind: 'refusal', reason: 'debt' })
    expect(entries.find(({ kind }) => kind === 'visit')).toMatchObject({
      override: { refusal: 'debt', reason: 'Day 29' },
    })
  })

  it('of somebody who was never here is empty', async () => {
    const hub = await startHub()
    const { id } = await addMember(hub)
    const asked = { method: 'members.history', params: { memberId: id } }
    expect((await (await openDesk(hub)).ask('request', asked)).payload).toEqual({ entries: [], next: null })
  })
})
