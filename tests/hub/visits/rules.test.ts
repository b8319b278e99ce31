import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { SettingError } from '../../../server/platform/setting-error.ts'
import { openDesk } from '../../support/client/desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const MONDAY_NOON = Date.parse('2026-11-23T12:00:00Z')
const HOUR_MS = 3_600_000

function folderWith(settings: object): string {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(settings))
  return folder
}

const offPeak = {
  hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '16:00' }],
  locations: ['North'],
}

describe('a plan with hours and places', () => {
  it('lets in when and where it is good, and says what it allows when it is not', async () => {
    let now = MONDAY_NOON
    const data = folderWith({ locations: ['North', 'South'], plans: { 'Off-peak': offPeak } })
    const hub = await startHub({ data }, { now: () => now, every: never })
    const member = await addMember(hub, { membership_type: 'off-PEAK' })
    const desk = await openDesk(hub)
    const scan = (location?: string) => desk.ask('scan', { code: member.card, mode: 'in', location })
    expect((await scan('South')).payload).toMatchObject({
      verdict: 'denied',
      reason: 'wrong_location',
      rule: { kind: 'locations', locations: ['North'] },
      actions: ['override', 'open_member'],
    })
    now += 5 * HOUR_MS
    expect((await scan('North')).payload).toMatchObject({
      reason: 'outside_hours',
      rule: { kind: 'hours', hours: offPeak.hours },
    })
    const byHand = await desk.ask('check_in', { memberId: member.id })
    expect(byHand.payload).toMatchObject({ code: 'denied', reason: 'outside_hours', details: { rule: {} } })
    now = MONDAY_NOON + 24 * HOUR_MS
    expect((await scan('the roof')).payload.reason).toBe('ok_in')
  })

  it('never keeps anybody inside', async () => {
    let now = MONDAY_NOON
    const data = folderWith({ plans: { 'Off-peak': { hours: offPeak.hours } } })
    const hub = await startHub({ data }, { now: () => now, every: never })
    const member = await addMember(hub, { membership_type: 'Off-peak' })
    const desk = await openDesk(hub)
    await desk.ask('scan', { code: member.card })
    now += 8 * HOUR_MS
    expect((await desk.ask('scan', { code: member.card })).payload.reason).toBe('ok_out')
  })
})

describe('capacity', () => {
  it('is only shown where it is soft', async () => {
    const hub = await startHub({ data: folderWith({ capacity: 1 }) })
    const desk = await openDesk(hub)
    for (const { card } of [await addMember(hub), await addMember(hub)]) {
      expect((await desk.ask('scan', { code: card })).payload.reason).toBe('ok_in')
    }
  })

  it('warns the one who reaches a share and everyone beyond it, at two desks at once', async () => {
    const hub = await startHub({ data: folderWith({ capacity: 10, capacityWarnings: [90, 50] }) })
    const [one, other] = [await openDesk(hub), await openDesk(hub)]
    const members = await Promise.all(Array.from({ length: 12 }, () => addMember(hub)))
    const answers = await Promise.all(
      members.map(({ id }, index) => (index % 2 === 0 ? one : other).ask('check_in', { memberId: id })),
    )
    const warned = answers
      .filter(({ payload }) => payload.verdict === 'granted_with_warning')
      .map(({ payload }) => (payload.warnings as { inside: number }[])[0]?.inside ?? 0)
    expect(warned.toSorted((few, many) => few - many)).toEqual([5, 9, 10, 11, 12])
  })

  it('that is hard is held against two desks at once, and a leaving member makes room', async () => {
    const hub = await startHub({ data: folderWith({ capacity: 3, capacityIsHard: true }) })
    const [one, other] = [await openDesk(hub), await openDesk(hub)]
    const members = await Promise.all(Array.from({ length: 8 }, () => addMember(hub)))
    const answers = await Promise.all(
      members.map(({ card }, index) =>
        (index % 2 === 0 ? one : other).ask('scan', { code: card, mode: 'in' }),
      ),
    )
    const reasons = answers.map(({ payload }) => payload.reason as string)
    expect(reasons.filter((reason) => reason === 'ok_in')).toHaveLength(3)
    expect(reasons.filter((reason) => reason === 'capacity_full')).toHaveLength(5)
    const refused = answers.find(({ payload }) => payload.reason === 'capacity_full')?.payload
    expect(refused).toMatchObject({
      rule: { kind: 'capacity', capacity: 3 },
      actions: ['manager_pin', 'open_member'],
    })
    const inside = members[reasons.indexOf('ok_in')]
    const kept = members[reasons.indexOf('capacity_full')]
    await one.ask('scan', { code: inside?.card, mode: 'out' })
    expect((await other.ask('check_in', { memberId: kept?.id })).type).toBe('check_in_success')
  })
})

describe('settings of rules', () => {
  it.each([
    [
      { plans: { 'Off-peak': { hours: [{ days: ['monday'], from: '09:00', to: '16:00' }] } } },
      'settings.json',
    ],
    [{ plans: { 'Off-peak': { hours: [{ days: ['mon'], from: '9', to: '16:00' }] } } }, 'such as 09:00'],
    [{ plans: { North: { locations: ['North'] } } }, 'not in locations'],
    [{ graceDays: -1 }, 'settings.json'],
    [{ currency: 'EURO' }, 'such as EUR'],
    [{ overrideReasons: [] }, 'settings.json'],
    [{ capacityWarnings: [120] }, 'settings.json'],
  ])('%j are refused in a sentence', async (settings, words) => {
    const starting = startHub({ data: folderWith(settings) })
    await expect(starting).rejects.toThrow(SettingError)
    await expect(starting).rejects.toThrow(words)
  })
})

describe('who is this?', () => {
  it('is answered as the scan would be, and changes nothing', async () => {
    const hub = await startHub()
    const member = await addMember(hub, { note: 'Locker key 12' })
    const desk = await openDesk(hub)
    const ask = async (code: string): Promise<object> =>
      (await desk.ask('request', { method: 'scans.preview', params: { code } })).payload as object
    const seen = desk.frames.length
    expect(await ask(member.card.toLowerCase())).toMatchObject({
      verdict: 'granted_with_warning',
      reason: 'ok_in',
      member: { full_name: 'Sofia Lindqvist', note: 'Locker key 12', visits_total: 0 },
      visit: null,
      actions: ['open_member'],
    })
    expect(await ask('nobody’s')).toMatchObject({
      verdict: 'denied',
      reason: 'unknown_credential',
      actions: ['attach_credential'],
    })
    expect(desk.frames.slice(seen).map(({ type }) => type)).toEqual(['reply', 'reply'])
    expect((await desk.ask('scan', { code: member.card })).payload.reason).toBe('ok_in')
  })
})

describe('a member’s sheet', () => {
  it('has cards by their ends and the last visits, undone ones left out, from before and after filing', async () => {
    let now = MONDAY_NOON
    const hub = await startHub({}, { now: () => now, every: never })
    const member = await addMember(hub, {
      credentials: 'CARD-0001;CARD-0002',
      valid_until: '2026-11-01',
      phone: '030 123',
    })
    const desk = await openDesk(hub)
    for (let visit = 0; visit < 12; visit += 1) {
      const opened = await desk.ask('scan', { code: 'CARD-0001', override: { reason: 'paid in cash' } })
      now += HOUR_MS
      if (visit === 11) await desk.ask('undo', { checkInId: opened.payload.visit.id })
      else await desk.ask('scan', { code: 'CARD-0001' })
      now += HOUR_MS
    }
    const asked = { method: 'members.get', params: { memberId: member.id } }
    const sheet = (await desk.ask('request', asked)).payload as MemberDetails
    expect(sheet).toMatchObject({
      full_name: 'Sofia Lindqvist',
      phone: '030 123',
      refusal: 'expired',
      inside: false,
      visits_total: 11,
      cards: [
        { end: '0001', withdrawn: false },
        { end: '0002', withdrawn: false },
      ],
    })
    expect(JSON.stringify(sheet)).not.toContain('CARD-')
  })

  it('of nobody is refused in a sentence', async () => {
    const hub = await startHub()
    const desk = await openDesk(hub)
    const asked = { method: 'members.get', params: { memberId: '018f0000-0000-7000-8000-000000000000' } }
    expect((await desk.ask('request', asked)).payload.code).toBe('member_not_found')
  })
})
