import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { isWell, statsOf } from '../../support/hub/closing.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { addMember, type TestHub } from '../../support/hub/hub.ts'
import { openOwnDesk } from '../../support/client/own-desk.ts'
import { gymWithClock, type GymSettingsFile } from '../../support/hub/set-clock.ts'

const BERLIN = { timeZone: 'Europe/Berlin', closingTime: '22:00', longestStayHours: null }
const AFTERNOON = '2026-11-23T15:00:00.000Z'
const CLOSING = '2026-11-23T21:00:00.000Z'
const NEXT_MORNING = '2026-11-24T07:00:00.000Z'

async function gymWithSofiaInside(settings: GymSettingsFile = BERLIN, startsAt = AFTERNOON) {
  const gym = gymWithClock(settings, startsAt)
  const hub = await gym.open()
  const sofia = await addMember(hub)
  const desk = await openDesk(hub)
  const { payload } = await desk.ask('scan', { code: sofia.card })
  expect(payload.reason).toBe('ok_in')
  return { gym, hub, sofia, desk, visitId: payload.visit.id as string }
}

const endOf = (desk: TestDesk, visitId: string) =>
  desk.next(({ type, payload }) => type === 'member_checked_out' && payload.id === visitId)

describe('at the closing', () => {
  it('the hub ends who is still inside, marked, at every desk, and the average counts people only', async () => {
    const { gym, hub, desk, visitId } = await gymWithSofiaInside()
    const ole = await addMember(hub, { full_name: 'Ole Brandt' })
    const other = await openDesk(hub)
    await desk.ask('scan', { code: ole.card })
    gym.now += 40 * 60_000
    await desk.ask('scan', { code: ole.card })
    gym.goTo('2026-11-23T20:59:59.999Z')
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1, averageStayMinutes: 40, toReview: 0 })
    gym.goTo(CLOSING)
    for (const each of [desk, other]) {
      const { payload } = await endOf(each, visitId)
      expect(payload).toMatchObject({ check_out_time: CLOSING, flags: ['auto_closed'], stay_minutes: 360 })
    }
    const stats = { currentlyIn: 0, todayTotal: 2, averageStayMinutes: 40, toReview: 1 }
    expect(await statsOf(other)).toMatchObject(stats)
    const told = await desk.next(({ type, payload }) => type === 'check_in_stats' && payload.toReview === 1)
    expect(told.payload).toMatchObject(stats)
    await isWell(gym)
  })

  it('of a night when the hub was off, it is caught up before anybody connects, and the morning’s card comes in', async () => {
    const { gym, hub, sofia, visitId } = await gymWithSofiaInside()
    await hub.close()
    gym.now = Date.parse(NEXT_MORNING)
    const desk = await openDesk(await gym.open(), { authenticate: { resume: { epoch: 'x', seq: 0 } } })
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 0, todayTotal: 0, toReview: 1 })
    const { payload } = await desk.ask('request', { method: 'closings.list' })
    expect(payload).toMatchObject({
      count: 1,
      visits: [{ checkInId: visitId, check_in_time: AFTERNOON, check_out_time: CLOSING }],
    })
    expect((await desk.ask('scan', { code: sofia.card })).payload.reason).toBe('ok_in')
    await isWell(gym)
  })

  it.each(['scan', 'check_in'] as const)(
    'of a PC that slept through it, %s in the morning brings the member in all the same',
    async (way) => {
      const { gym, hub, sofia } = await gymWithSofiaInside()
      gym.now = Date.parse(NEXT_MORNING)
      const desk = await openDesk(hub)
      const { type, payload } = await desk.ask(way, { code: sofia.card, memberId: sofia.id })
      expect(way === 'scan' ? payload.reason : type).toBe(way === 'scan' ? 'ok_in' : 'check_in_success')
      expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1, todayTotal: 1, toReview: 1 })
      await isWell(gym)
    },
  )

  it.each([
    [
      'when the clocks go back, an hour later by the day',
      '2026-10-24T14:00:00.000Z',
      '2026-10-25T02:30:00.000Z',
    ],
    ['when the clocks go forth, an hour sooner', '2027-03-27T15:00:00.000Z', '2027-03-28T01:30:00.000Z'],
  ])('in the night %s', async (_which, from, closing) => {
    const night = { ...BERLIN, closingTime: '03:30' }
    const { gym, desk, visitId } = await gymWithSofiaInside(night, from)
    gym.goTo(new Date(Date.parse(closing) - 1).toISOString())
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1 })
    gym.goTo(closing)
    expect((await endOf(desk, visitId)).payload.check_out_time).toBe(closing)
    await isWell(gym)
  })

  it('takes a member out whose card comes within the hour after it, as a person’s exit', async () => {
    const { gym, desk, sofia, visitId } = await gymWithSofiaInside()
    gym.goTo(CLOSING)
    await endOf(desk, visitId)
    gym.goTo('2026-11-23T21:12:00.000Z')
    const { payload } = await desk.ask('scan', { code: sofia.card })
    expect(payload).toMatchObject({ reason: 'ok_out', visit: { id: visitId, stay_minutes: 372, flags: [] } })
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 0, averageStayMinutes: 372, toReview: 0 })
    await isWell(gym)
  })

  it('brings in at a reader for coming in, and whoever comes more than an hour later', async () => {
    const { gym, desk, sofia, visitId } = await gymWithSofiaInside()
    gym.goTo(CLOSING)
    await endOf(desk, visitId)
    expect((await desk.ask('scan', { code: sofia.card, mode: 'in' })).payload.reason).toBe('ok_in')
    gym.goTo('2026-11-23T22:30:00.000Z')
    expect((await desk.ask('scan', { code: sofia.card })).payload.reason).toBe('ok_out')
    gym.goTo('2026-11-23T22:40:00.000Z')
    expect((await desk.ask('scan', { code: sofia.card })).payload.reason).toBe('ok_in')
    await isWell(gym)
  })

  it('gives way to what a desk recorded while it was offline', async () => {
    const { gym, hub, sofia, visitId } = await gymWithSofiaInside()
    gym.goTo(CLOSING)
    gym.goTo(NEXT_MORNING)
    const desk = await openOwnDesk(hub, 'Desk 2')
    const occurredAt = '2026-11-23T17:30:00.000Z'
    const { payload } = await desk.ask('check_out', { checkInId: visitId, occurredAt })
    expect(payload).toMatchObject({ check_out_time: occurredAt, stay_minutes: 150 })
    expect((await desk.ask('scan', { code: sofia.card })).payload.reason).toBe('ok_in')
    await isWell(gym)
  })

  it('is not taken back by a scan from before the visit that a desk brings later', async () => {
    const { gym, hub, sofia, visitId } = await gymWithSofiaInside()
    gym.goTo(CLOSING)
    gym.goTo(NEXT_MORNING)
    const desk = await openOwnDesk(hub, 'Desk 2')
    const occurredAt = '2026-11-23T14:30:00.000Z'
    const { payload } = await desk.ask('scan', { code: sofia.card, occurredAt })
    expect(payload).toMatchObject({ reason: 'ok_in', visit: { check_in_time: occurredAt } })
    expect(payload.visit.id).not.toBe(visitId)
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1, toReview: 1 })
    await isWell(gym)
  })
})

describe('after the longest stay', () => {
  it('the hub ends a visit at that length, and no other', async () => {
    const settings = { timeZone: 'Europe/Berlin', longestStayHours: 3 }
    const { gym, hub, desk, visitId } = await gymWithSofiaInside(settings)
    const ole = await addMember(hub, { full_name: 'Ole Brandt' })
    gym.now += 60_000
    await desk.ask('scan', { code: ole.card })
    gym.goTo('2026-11-23T18:00:30.000Z')
    expect((await endOf(desk, visitId)).payload.check_out_time).toBe('2026-11-23T18:00:00.000Z')
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1, toReview: 1 })
    await isWell(gym)
  })

  it('of twelve hours is what a gym has that has set nothing', async () => {
    const { gym, desk } = await gymWithSofiaInside({ timeZone: 'Europe/Berlin' })
    gym.goTo('2026-11-24T02:59:00.000Z')
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1 })
    gym.goTo('2026-11-24T03:00:01.000Z')
    await expect.poll(() => statsOf(desk)).toMatchObject({ currentlyIn: 0, toReview: 1 })
  })
})

describe('a visit that the hub ended', () => {
  async function closed() {
    const made = await gymWithSofiaInside()
    made.gym.goTo(CLOSING)
    await endOf(made.desk, made.visitId)
    made.gym.goTo('2026-11-24T06:00:00.000Z')
    const desk = await openDesk(made.hub)
    const review = (outcome: string, more: object = {}, on = desk) =>
      on.ask('review_closing', { checkInId: made.visitId, outcome, ...more })
    return { ...made, desk, review }
  }

  const auditOf = async (hub: TestHub) =>
    ((await (await hub.fetch('api/v1/audit?after=0&limit=500')).json()) as { entries: { action: string }[] })
      .entries

  it('is confirmed by one desk, once, and waits no longer at any', async () => {
    const { gym, hub, desk, review } = await closed()
    const other = await openDesk(hub)
    expect(await review('confirm')).toMatchObject({
      type: 'review_closing_success',
      payload: { outcome: 'confirm' },
    })
    const told = await other.next(({ type, payload }) => type === 'check_in_stats' && payload.toReview === 0)
    expect(told.payload).toMatchObject({ currentlyIn: 0, averageStayMinutes: 0 })
    expect((await review('left', { leftAt: AFTERNOON }, other)).payload.code).toBe('denied')
    expect((await desk.ask('request', { method: 'closings.list' })).payload).toEqual({ count: 0, visits: [] })
    expect((await auditOf(hub)).at(-1)).toMatchObject({
      action: 'closing_reviewed',
      details: { outcome: 'confirm' },
    })
    await isWell(gym)
  })

  it('gets the time that its member really left, and counts from then on as a person’s', async () => {
    const { gym, hub, sofia, desk, review, visitId } = await closed()
    for (const [leftAt, why] of [
      [undefined, 'a time is missing'],
      ['2026-11-23T14:59:00.000Z', 'the member had not come yet'],
      ['2026-11-24T06:00:01.000Z', 'that time has not come yet'],
    ]) {
      expect((await review('left', { leftAt })).payload).toMatchObject({ code: 'denied', details: { why } })
    }
    await desk.ask('scan', { code: sofia.card })
    expect((await review('left', { leftAt: '2026-11-23T21:30:00.000Z' })).payload.code).toBe('denied')
    const requestId = uuidv7()
    const asked = { checkInId: visitId, outcome: 'left', leftAt: '2026-11-23T16:30:00.000Z' }
    const first = await desk.ask('review_closing', asked, requestId)
    expect(first.type).toBe('review_closing_success')
    expect(await desk.ask('review_closing', asked, requestId)).toEqual(first)
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1, toReview: 0 })
    const { payload } = await desk.ask('request', {
      method: 'members.history',
      params: { memberId: sofia.id },
    })
    expect(payload.entries[1]).toMatchObject({ id: visitId, check_out_time: asked.leftAt, ended: null })
    await hub.close()
    gym.now = Date.parse(CLOSING)
    await isWell(gym)
  })

  it('goes on where its member is still inside, until the next closing', async () => {
    const { gym, hub, desk, review, visitId } = await closed()
    await review('inside')
    const { payload } = await desk.next(
      ({ type, payload: said }) => type === 'member_checked_in' && said.id === visitId,
    )
    const undone = { flags: ['undone'], check_out_time: null, undone_time: '2026-11-24T06:00:00.000Z' }
    expect(payload).toMatchObject(undone)
    gym.look()
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1, toReview: 0 })
    await hub.close()
    const again = await openDesk(await gym.open())
    const { payload: building } = await again.ask('snapshot')
    expect(building.present).toMatchObject([{ id: visitId, seen_time: '2026-11-24T06:00:00.000Z' }])
    gym.goTo('2026-11-24T21:00:00.000Z')
    expect((await endOf(again, visitId)).payload.check_out_time).toBe('2026-11-24T21:00:00.000Z')
    expect(await statsOf(again)).toMatchObject({ currentlyIn: 0, toReview: 1 })
    await isWell(gym)
  })

  it('cannot go on once its member came again, and a viewer says nothing of it', async () => {
    const { hub, desk, sofia, review } = await closed()
    await desk.ask('scan', { code: sofia.card })
    expect((await review('inside')).payload).toMatchObject({
      code: 'denied',
      details: { why: 'the member came again since' },
    })
    const viewer = await openDesk(hub, { role: 'viewer' })
    expect((await review('confirm', {}, viewer)).payload.code).toBe('forbidden')
  })

  it('is let be after a long weekend', async () => {
    const { gym, hub } = await closed()
    gym.goTo('2026-11-27T20:59:00.000Z')
    const desk = await openDesk(hub)
    expect(await statsOf(desk)).toMatchObject({ toReview: 1 })
    gym.goTo('2026-11-27T21:00:01.000Z')
    await expect.poll(async () => (await statsOf(desk))['toReview']).toBe(0)
    await isWell(gym)
  })
})
