import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { openOwnDesk } from '../../support/client/own-desk.ts'

describe('a scan', () => {
  it('toggles in and out beyond the repeat window, and shows the member with what their plan says', async () => {
    let now = Date.now()
    const hub = await startHub({}, { now: () => now, every: never })
    const sofia = await addMember(hub, { valid_until: '2090-03-14', note: 'Locker key 12' })
    const [desk, other] = [await openDesk(hub), await openDesk(hub)]
    const first = await desk.ask('scan', { code: ` ${sofia.card.toLowerCase()}\r\n` })
    expect(first).toMatchObject({
      type: 'scan_result',
      payload: {
        verdict: 'granted_with_warning',
        reason: 'ok_in',
        message: 'Come in',
        member: {
          full_name: 'Sofia Lindqvist',
          valid_until: '2090-03-14',
          note: 'Locker key 12',
          inside: true,
        },
        visit: { check_out_time: null },
        actions: ['undo', 'open_member'],
      },
    })
    expect((await other.next('member_checked_in')).payload.id).toBe(first.payload.visit.id)
    now += 65_000
    const second = await desk.ask('scan', { code: sofia.card })
    expect(second.payload).toMatchObject({
      verdict: 'granted',
      reason: 'ok_out',
      visit: { id: first.payload.visit.id, stay_minutes: 1 },
      member: { inside: false },
    })
  })

  it('again within five seconds at the same desk changes nothing and has the first verdict, member and visit', async () => {
    let now = Date.now()
    const hub = await startHub({}, { now: () => now, every: never })
    const sofia = await addMember(hub)
    const [desk, other] = [await openDesk(hub), await openDesk(hub)]
    const first = await desk.ask('scan', { code: sofia.card })
    now += 5_000
    const again = await desk.ask('scan', { code: sofia.card })
    expect(again.payload).toMatchObject({
      verdict: 'granted',
      reason: 'repeat_ignored',
      visit: first.payload.visit,
    })
    expect(again.payload.duplicateOf).toMatchObject({ visitId: first.payload.visit.id })
    expect((await other.ask('scan', { code: sofia.card })).payload.reason).toBe('ok_out')
    expect(desk.frames.filter(({ type }) => type === 'member_checked_in')).toHaveLength(1)
    now += 1
    expect((await desk.ask('scan', { code: sofia.card })).payload.reason).toBe('ok_in')
  })

  it('after the clock was set back is no repeat of one that was later', async () => {
    let now = Date.parse('2026-11-23T12:00:00Z')
    const hub = await startHub({}, { now: () => now, every: never })
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    expect((await desk.ask('scan', { code: sofia.card })).payload.reason).toBe('ok_in')
    now -= 3_600_000
    expect((await desk.ask('scan', { code: sofia.card })).payload.reason).toBe('ok_out')
  })

  it('is judged by the desk’s own time where the desk has a credential, and a repeat holds over a restart', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openOwnDesk(hub)
    const at = (seconds: number) => new Date(Date.now() - 600_000 + seconds * 1000).toISOString()
    const first = await desk.ask('scan', { code: sofia.card, occurredAt: at(0) })
    expect((await desk.ask('scan', { code: sofia.card, occurredAt: at(4) })).payload.reason).toBe(
      'repeat_ignored',
    )
    const out = await desk.ask('scan', { code: sofia.card, occurredAt: at(120) })
    expect(out.payload).toMatchObject({
      reason: 'ok_out',
      visit: { id: first.payload.visit.id, stay_minutes: 2 },
    })
  })

  it('of a desk whose clock is ahead is one of now', async () => {
    const now = Date.parse('2026-11-23T12:00:00Z')
    const hub = await startHub({}, { now: () => now, every: never })
    const sofia = await addMember(hub)
    const desk = await openOwnDesk(hub)
    const occurredAt = '2026-11-23T12:00:00.001Z'
    const { payload } = await desk.ask('scan', { code: sofia.card, occurredAt })
    expect(payload.visit.check_in_time).toBe('2026-11-23T12:00:00.000Z')
  })

  it('of an unknown card is denied, seen at every desk by its end only, and offers to attach it', async () => {
    const hub = await startHub()
    const [desk, other] = [await openDesk(hub), await openDesk(hub)]
    const answer = await desk.ask('scan', { code: '9900114471' })
    expect(answer.payload).toMatchObject({
      verdict: 'denied',
      reason: 'unknown_credential',
      member: null,
      visit: null,
    })
    expect(answer.payload.actions).toEqual(['attach_credential'])
    const refused = await other.next('scan_refused')
    expect(refused.payload).toMatchObject({ reason: 'unknown_credential', codeEnd: '4471' })
    expect(JSON.stringify(refused)).not.toContain('9900114471')
  })

  it('of a member with a note that must be read is denied until it is acknowledged', async () => {
    const hub = await startHub()
    const tom = await addMember(hub, { note: 'Ask for the form', note_must_be_read: '1' })
    const desk = await openDesk(hub)
    expect((await desk.ask('scan', { code: tom.card })).payload).toMatchObject({
      verdict: 'denied',
      reason: 'note_must_be_read',
      actions: ['acknowledge', 'open_member'],
      member: { note: 'Ask for the form' },
    })
    const read = await desk.ask('scan', { code: tom.card, acknowledge: true })
    expect(read.payload).toMatchObject({ verdict: 'granted_with_warning', reason: 'ok_in' })
  })

  it('of a member inside says since when, where only coming in is asked', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    const first = await desk.ask('scan', { code: sofia.card, mode: 'toggle' })
    const again = await desk.ask('scan', { code: sofia.card, mode: 'in' })
    expect(again.payload).toMatchObject({
      verdict: 'denied',
      reason: 'already_in',
      duplicateOf: { visitId: first.payload.visit.id, at: first.payload.visit.check_in_time },
    })
  })

  it('of one member at two desks at once lets them in once', async () => {
    const hub = await startHub({ limit: ['framesPerSecond=0'] })
    const desks = await Promise.all(Array.from({ length: 8 }, () => openDesk(hub)))
    const sofia = await addMember(hub)
    const answers = await Promise.all(desks.map((desk) => desk.ask('scan', { code: sofia.card, mode: 'in' })))
    const reasons = answers.map(({ payload }) => payload.reason as string).sort()
    expect(reasons).toEqual([...Array.from({ length: 7 }, () => 'already_in'), 'ok_in'])
    expect((await desks[0]!.ask('snapshot')).payload.stats).toMatchObject({ currentlyIn: 1, todayTotal: 1 })
  })
})

describe('a search', () => {
  it('finds by the beginnings of words, without accents, by phone and by card, and says who is inside', async () => {
    const hub = await startHub()
    const lucia = await addMember(hub, {
      full_name: 'Lucía Fernández',
      phone: '+34 600 123',
      credentials: 'GYM-77',
    })
    await addMember(hub, { full_name: 'Fernando Lu_a' })
    const desk = await openDesk(hub)
    await desk.ask('check_in', { memberId: lucia.id })
    const found = async (query: string): Promise<string[]> => {
      const reply = await desk.ask('request', { method: 'members.search', params: { query } })
      return (reply.payload.members as { full_name: string }[]).map(({ full_name }) => full_name)
    }
    expect(await found('fern luc')).toEqual(['Lucía Fernández'])
    expect(await found('FERN')).toEqual(['Fernando Lu_a', 'Lucía Fernández'])
    expect(await found('600')).toEqual(['Lucía Fernández'])
    expect(await found('gym-7')).toEqual(['Lucía Fernández'])
    expect(await found('_')).toEqual([])
    expect(await found("' or 1=1 --")).toEqual([])
    const { payload } = await desk.ask('request', { method: 'members.search', params: { query: 'lucia' } })
    expect(payload.members[0].visitId).not.toBeNull()
  })
})
