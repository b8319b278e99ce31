import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { DayCurve } from '../../../server/protocol/methods.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { addMember, type TestHub } from '../../support/hub/hub.ts'
import { gymWithClock, type SetClockGym } from '../../support/hub/set-clock.ts'
import { changeStored, checkStored } from '../../support/hub/stored.ts'

const GYM = { timeZone: 'UTC', closingTime: '22:00', longestStayHours: 6, capacity: 4, capacityIsHard: true }
const NOON = '2026-11-23T12:00:00.000Z'

async function isWell(gym: SetClockGym): Promise<void> {
  const { findings } = await checkStored(gym.folder, null)
  expect(findings).toEqual([])
}

async function statsOf(desk: TestDesk) {
  return (await desk.ask('snapshot')).payload.stats as Record<string, number>
}

async function openGym(inside: number) {
  const gym = gymWithClock(GYM, NOON)
  const hub = await gym.open()
  const desk = await openDesk(hub)
  const cards: string[] = []
  for (let count = 0; count < inside; count += 1) {
    const { card } = await addMember(hub)
    cards.push(card)
    await desk.ask('scan', { code: card })
  }
  const count = (counted: number, on = desk) =>
    on.ask('correct_occupancy', { counted, reason: 'Walked round' })
  return { gym, hub, desk, cards, count }
}

const auditOf = async (hub: TestHub) =>
  ((await (await hub.fetch('api/v1/audit?after=0&limit=500')).json()) as { entries: object[] }).entries

describe('a headcount', () => {
  it('is shown at every desk, kept over a start, audited, and leaves the visits as they are', async () => {
    const { gym, hub, desk, count } = await openGym(2)
    const other = await openDesk(hub)
    expect(await count(5)).toMatchObject({
      type: 'correct_occupancy_success',
      payload: { counted: 5, registered: 2 },
    })
    const { payload } = await other.next('occupancy_corrected')
    expect(payload).toMatchObject({ counted: 5, registered: 2, reason: 'Walked round', at: NOON })
    expect(payload.desk.id).not.toBe('')
    const { payload: news } = await other.next('check_in_stats')
    expect(news).toMatchObject({ currentlyIn: 5, unregistered: 3, todayTotal: 2 })
    const { payload: building } = await desk.ask('snapshot')
    expect(building.present).toHaveLength(2)
    expect((await auditOf(hub)).at(-1)).toMatchObject({
      action: 'occupancy_corrected',
      details: { counted: 5, registered: 2, before: 2 },
    })
    await hub.close()
    const later = await openDesk(await gym.open(), {
      authenticate: { resume: { epoch: news.epoch, seq: payload.seq - 1 } },
    })
    expect((await later.next('occupancy_corrected')).payload).toEqual(payload)
    expect(later.frames.find(({ type }) => type === 'initial_stats')?.payload).toMatchObject({
      currentlyIn: 5,
    })
    await isWell(gym)
  })

  it('is done once however often it is sent, and not by a viewer', async () => {
    const { hub, desk, count } = await openGym(1)
    const requestId = uuidv7()
    const asked = { counted: 3, reason: 'Guests of the open day' }
    const first = await desk.ask('correct_occupancy', asked, requestId)
    await desk.ask('scan', { code: (await addMember(hub)).card })
    expect(await desk.ask('correct_occupancy', asked, requestId)).toEqual(first)
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 4, unregistered: 2 })
    expect((await count(0, await openDesk(hub, { role: 'viewer' }))).payload.code).toBe('forbidden')
    for (const wrong of [{ counted: -1 }, { counted: 1.5 }, { reason: '' }, { counted: 100_001 }]) {
      const { payload } = await desk.ask('correct_occupancy', { ...asked, ...wrong })
      expect(payload.code).toBe('invalid_message')
    }
  })

  it('is what a hard capacity is held against', async () => {
    const { gym, hub, desk, count } = await openGym(2)
    await count(4)
    const { card } = await addMember(hub)
    expect((await desk.ask('scan', { code: card })).payload.reason).toBe('capacity_full')
    await count(3)
    gym.now += 10_000
    expect((await desk.ask('scan', { code: card })).payload.reason).toBe('ok_in')
  })

  it('of fewer than have a visit never makes fewer than nobody, and stays while the hub sends those home', async () => {
    const { gym, hub, desk, cards, count } = await openGym(4)
    await count(1)
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1, unregistered: -3 })
    gym.now += 10_000
    for (const [inside, card] of [
      [0, cards[0]],
      [0, cards[1]],
    ] as const) {
      expect((await desk.ask('scan', { code: card })).payload.reason).toBe('ok_out')
      expect(await statsOf(desk)).toMatchObject({ currentlyIn: inside })
    }
    await desk.ask('scan', { code: (await addMember(hub)).card })
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 1, unregistered: -2 })
    await isWell(gym)
    gym.goTo('2026-11-23T18:00:10.000Z')
    await expect.poll(() => statsOf(desk)).toMatchObject({ unregistered: 0, toReview: 3, currentlyIn: 0 })
    await isWell(gym)
  })

  it('ends at the closing, with everything else of the day', async () => {
    const { gym, hub, desk, count } = await openGym(1)
    await count(4)
    gym.goTo('2026-11-23T21:59:59.000Z')
    await expect.poll(() => statsOf(desk)).toMatchObject({ currentlyIn: 3, unregistered: 3 })
    gym.goTo('2026-11-23T22:00:00.000Z')
    const { payload } = await desk.next(
      ({ type, payload: said }) => type === 'occupancy_corrected' && !said.desk,
    )
    expect(payload).toMatchObject({ counted: 0, registered: 0 })
    expect(await statsOf(desk)).toMatchObject({ currentlyIn: 0, unregistered: 0 })
    await hub.close()
    const again = await openDesk(await gym.open())
    expect(await statsOf(again)).toMatchObject({ currentlyIn: 0 })
    await isWell(gym)
  })

  it('that could not stand beside its visits is found by the check', async () => {
    const { gym, hub } = await openGym(1)
    await hub.close()
    await changeStored(gym.folder, 'update hub_state set unregistered = -2')
    const { findings } = await checkStored(gym.folder, null)
    expect(findings).toEqual(['who is inside: 1 visits are open, and 2 more were not found'])
  })
})

describe('the day’s curve', () => {
  const curveOf = async (desk: TestDesk) =>
    (await desk.ask('request', { method: 'occupancy.curve' })).payload as DayCurve

  it('has today’s half hours, and the median of the same weekday of the weeks before', async () => {
    const gym = gymWithClock({ ...GYM, longestStayHours: null }, '2026-10-26T11:59:00.000Z')
    const hub = await gym.open()
    const cards = [await addMember(hub), await addMember(hub), await addMember(hub)].map(({ card }) => card)
    for (const [week, inside] of [1, 3, 2].entries()) {
      gym.now = Date.parse(NOON) - (week + 1) * 7 * 24 * 3_600_000
      const desk = await openDesk(hub)
      for (const code of cards.slice(0, inside)) await desk.ask('scan', { code, mode: 'in' })
      gym.look()
      await desk.ask('snapshot')
      for (const code of cards.slice(0, inside)) await desk.ask('scan', { code, mode: 'out' })
    }
    gym.goTo('2026-11-23T11:30:00.000Z')
    const desk = await openDesk(hub)
    await desk.ask('scan', { code: cards[0] })
    gym.goTo(NOON)
    await desk.ask('scan', { code: cards[1] })
    const curve = await curveOf(desk)
    expect(curve).toMatchObject({ businessDay: '2026-11-23', weeks: 3, now: 16 })
    expect(curve.points).toHaveLength(48)
    expect(curve.points.slice(14, 18)).toEqual([
      { time: '11:00', inside: null, usual: null },
      { time: '11:30', inside: 0, usual: null },
      { time: '12:00', inside: 2, usual: 2 },
      { time: '12:30', inside: null, usual: null },
    ])
    expect(curve.points[0]?.time).toBe('04:00')
    expect(curve.points[47]?.time).toBe('03:30')
  })
})
