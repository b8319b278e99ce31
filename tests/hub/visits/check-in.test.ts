import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { openOwnDesk } from '../../support/client/own-desk.ts'

describe('a check-in', () => {
  it('is answered to the desk that asked first, then seen by every desk with the same content', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const [a, b] = [await openDesk(hub), await openDesk(hub)]
    const reply = await a.ask('check_in', { memberId: sofia.id, location: 'Main Gym', notes: 'hello' })
    expect(reply).toMatchObject({
      type: 'check_in_success',
      payload: {
        member: { id: sofia.id, full_name: 'Sofia Lindqvist', membership_type: 'Unlimited' },
        location: 'Main Gym',
        notes: 'hello',
        check_out_time: null,
        verdict: 'granted',
        reason: 'ok_in',
        flags: ['first_visit'],
      },
    })
    const [seenByA, seenByB] = [await a.next('member_checked_in'), await b.next('member_checked_in')]
    expect(seenByA.payload).toEqual(reply.payload)
    expect(seenByB.payload).toEqual(reply.payload)
    expect(a.frames.findIndex((f) => f.type === 'check_in_success')).toBeLessThan(
      a.frames.findIndex((f) => f.type === 'member_checked_in'),
    )
  })

  it('of somebody inside, unknown or refused by the rules is a check_in_error and changes nothing', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const ended = await addMember(hub, { full_name: 'Tom', valid_until: '2020-01-31' })
    const desk = await openDesk(hub)
    await desk.ask('check_in', { memberId: sofia.id })
    const again = await desk.ask('check_in', { memberId: sofia.id })
    expect(again).toMatchObject({
      type: 'check_in_error',
      payload: { code: 'already_checked_in', retryable: false },
    })
    expect(again.payload.error).toBe('Member is already checked in')
    expect((await desk.ask('check_in', { memberId: uuidv7() })).payload).toMatchObject({
      error: 'Member not found',
    })
    expect((await desk.ask('check_in', { memberId: ended.id })).payload).toMatchObject({
      code: 'denied',
      reason: 'expired',
    })
    const refused = await desk.next('scan_refused')
    expect(refused.payload).toMatchObject({ reason: 'expired', member: { full_name: 'Tom' } })
    const snapshot = await desk.ask('snapshot')
    expect(snapshot.payload.stats).toMatchObject({ currentlyIn: 1, todayTotal: 1 })
  })

  it('against the rules needs an override, and says so in its flags', async () => {
    const hub = await startHub()
    const owing = await addMember(hub, { debt_cents: '500' })
    const desk = await openDesk(hub)
    const reply = await desk.ask('check_in', { memberId: owing.id, override: { reason: 'pays on Friday' } })
    expect(reply.payload).toMatchObject({
      verdict: 'granted_with_warning',
      flags: ['first_visit', 'overridden'],
    })
  })

  it('ends with a check-out, once, and the numbers follow within a moment', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    const { payload: visit } = await desk.ask('check_in', { memberId: sofia.id })
    const out = await desk.ask('check_out', { checkInId: visit.id, notes: 'bye' })
    expect(out).toMatchObject({
      type: 'check_out_success',
      payload: { id: visit.id, stay_minutes: 0, notes: 'bye' },
    })
    expect(out.payload.check_out_time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
    await desk.next('member_checked_out')
    const again = await desk.ask('check_out', { checkInId: visit.id })
    expect(again).toMatchObject({ type: 'check_out_error', payload: { code: 'already_checked_out' } })
    expect((await desk.ask('check_out', { checkInId: uuidv7() })).payload.code).toBe('visit_not_found')
    const stats = await desk.next('check_in_stats')
    expect(stats.payload).toMatchObject({
      currentlyIn: 0,
      todayTotal: 1,
      averageStayMinutes: 0,
      capacity: null,
    })
  })

  it('can be undone while nothing came after it, and so can a check-out', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub, { visits_left: '3' })
    const desk = await openDesk(hub)
    const { payload: first } = await desk.ask('scan', { code: sofia.card })
    expect(first.member.visits_left).toBe(2)
    const undone = await desk.ask('undo', { checkInId: first.visit.id })
    expect(undone).toMatchObject({ type: 'undo_success', payload: { flags: ['undone'] } })
    expect((await desk.next('member_checked_out')).payload.flags).toEqual(['undone'])
    expect((await desk.ask('snapshot')).payload).toMatchObject({
      present: [],
      stats: { currentlyIn: 0, todayTotal: 0 },
    })

    const { payload: second } = await desk.ask('scan', { code: sofia.card })
    expect(second.member.visits_left).toBe(2)
    await desk.ask('check_out', { checkInId: second.visit.id })
    await desk.ask('undo', { checkInId: second.visit.id })
    const { payload: building } = await desk.ask('snapshot')
    expect(building.stats).toMatchObject({ currentlyIn: 1, todayTotal: 1, averageStayMinutes: 0 })
    expect(building.present).toMatchObject([{ id: second.visit.id, check_out_time: null }])
    expect((await desk.ask('undo', { checkInId: first.visit.id })).payload).toMatchObject({ code: 'denied' })
  })

  it('that two desks undo at once is undone once', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desks = [await openDesk(hub), await openDesk(hub)] as const
    const { payload: visit } = await desks[0].ask('check_in', { memberId: sofia.id })
    const answers = await Promise.all(desks.map((desk) => desk.ask('undo', { checkInId: visit.id })))
    const said = answers.map(({ type, payload }) => (type === 'error' ? (payload.code as string) : type))
    expect(said.sort()).toEqual(['denied', 'undo_success'])
    expect((await desks[0].ask('snapshot')).payload).toMatchObject({
      present: [],
      stats: { currentlyIn: 0, todayTotal: 0 },
    })
  })

  it('that a desk’s clock puts after its check-out is a stay of no time, and takes none from the average', async () => {
    let now = Date.parse('2026-11-23T12:00:00Z')
    const hub = await startHub({}, { now: () => now, every: never })
    const [sofia, ole] = [await addMember(hub), await addMember(hub, { full_name: 'Ole Brandt' })]
    const desk = await openOwnDesk(hub)
    const { payload: whole } = await desk.ask('check_in', { memberId: ole.id })
    now += 40 * 60_000
    await desk.ask('check_out', { checkInId: whole.id })
    const { payload: visit } = await desk.ask('check_in', { memberId: sofia.id })
    const occurredAt = new Date(now - 20 * 60_000).toISOString()
    const out = await desk.ask('check_out', { checkInId: visit.id, occurredAt })
    expect(out.payload).toMatchObject({ stay_minutes: 0, check_out_time: visit.check_in_time })
    expect((await desk.ask('snapshot')).payload.stats).toMatchObject({ averageStayMinutes: 20 })
  })
})

describe('a requestId', () => {
  it('sent again gets its first answer and makes no second event', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    const requestId = uuidv7()
    const first = await desk.ask('check_in', { memberId: sofia.id }, requestId)
    await desk.ask('check_out', { checkInId: first.payload.id })
    const again = await desk.ask('check_in', { memberId: sofia.id }, requestId)
    expect(again).toEqual(first)
    expect((await desk.ask('snapshot')).payload).toMatchObject({ present: [], stats: { todayTotal: 1 } })
    expect(desk.frames.filter(({ type }) => type === 'member_checked_in')).toHaveLength(1)
  })

  it('of a denied command gets its denial again, even if the rules have changed since', async () => {
    const hub = await startHub()
    const tom = await addMember(hub, { valid_until: '2020-01-31' })
    const desk = await openDesk(hub)
    const requestId = uuidv7()
    const first = await desk.ask('check_in', { memberId: tom.id }, requestId)
    await addMember(hub, { id: tom.id, valid_until: '2090-01-31' })
    expect(await desk.ask('check_in', { memberId: tom.id }, requestId)).toEqual(first)
  })

  it('with another body is a request_conflict, in any spelling of the id', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    const requestId = uuidv7()
    await desk.ask('check_in', { memberId: sofia.id }, requestId)
    desk.send({
      type: 'check_in',
      payload: { memberId: sofia.id, notes: 'x' },
      requestId: requestId.toUpperCase(),
    })
    const conflict = await desk.next('check_in_error')
    expect(conflict.payload).toMatchObject({ code: 'request_conflict', retryable: false })
  })

  it('holds over a restart of the hub', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const requestId = uuidv7()
    const first = await (await openDesk(hub)).ask('check_in', { memberId: sofia.id }, requestId)
    await hub.close()
    const restarted = await startHub({ data: hub.folder })
    const desk = await openDesk(restarted)
    expect(await desk.ask('check_in', { memberId: sofia.id }, requestId)).toEqual(first)
  })
})

describe('a reply', () => {
  it('carries the requestId in the spelling of the client', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    const requestId = uuidv7().toUpperCase()
    expect((await desk.ask('check_in', { memberId: sofia.id }, requestId)).requestId).toBe(requestId)
    expect((await desk.ask('check_in', { memberId: sofia.id }, requestId.toLowerCase())).type).toBe(
      'check_in_success',
    )
  })
})
