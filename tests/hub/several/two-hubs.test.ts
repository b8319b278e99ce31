import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { openStaffDesk } from '../../support/client/staff-desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { addMember, type TestHub } from '../../support/hub/hub.ts'
import { openHubs } from '../../support/hub/several-hubs.ts'
import { addStaff, changeStaff, PASSWORD, post, signIn } from '../../support/hub/staff.ts'
import { isServerThere } from '../../support/postgres/databases.ts'
import { findRedis, startRedis } from '../../support/redis/server.ts'

const redis = findRedis()

it.skipIf(!isServerThere() || redis === null)(
  'hubs hear of each other by Redis alone, where they do not look by themselves',
  async () => {
    const given = { redis: (await startRedis(redis ?? '')).address }
    const [one, other] = await openHubs(2, given, { every: () => () => undefined })
    const [here, there] = [await openDesk(one!), await openDesk(other!)]
    for (const desk of [here, there]) {
      const { id: memberId } = await addMember(one!)
      await desk.ask('check_in', { memberId })
      for (const told of [here, there])
        await told.next(({ type, payload }) => type === 'member_checked_in' && payload.member.id === memberId)
    }
  },
)

it.skipIf(!isServerThere())(
  'whoever connects is told what was acknowledged at another hub, also where nobody has looked since',
  async () => {
    const [one, other] = await openHubs(2, {}, { every: () => () => undefined })
    const here = await openDesk(one!)
    const { id: memberId } = await addMember(one!)
    await here.ask('check_in', { memberId })
    const there = await openDesk(other!)
    const stats = there.frames.find(({ type }) => type === 'initial_stats')
    expect(stats?.payload).toMatchObject({ currentlyIn: 1, todayTotal: 1 })
    const { frames } = await openDesk(other!, { authenticate: { resume: await positionOf(here) } })
    await expect.poll(() => frames.map(({ type }) => type)).toContain('resumed')
  },
)

/** Where a desk is in the history. */
async function positionOf(desk: TestDesk): Promise<{ epoch: string; seq: number }> {
  const { payload } = await desk.ask('snapshot')
  return { epoch: payload.epoch as string, seq: payload.seq as number }
}

/** How hubs hear of each other: by Redis at once, or without it by looking. */
const WAYS = [
  ['by Redis', async () => ({ redis: (await startRedis(redis ?? '')).address })],
  ['without Redis', () => Promise.resolve({})],
] as const

describe.skipIf(!isServerThere() || redis === null).each(WAYS)(
  'two hubs on one database, %s',
  (_way, start) => {
    // Each test has people, members and desks of its own.
    const hubs = forWholeFile(async (): Promise<[TestHub, TestHub]> => {
      const [one, other] = await openHubs(2, await start())
      if (!one || !other) throw new Error('There are two.')
      return [one, other]
    })

    it('tell every desk what happens at any, in one order and with the same numbers', async () => {
      const [one, other] = hubs()
      const [here, there] = [await openDesk(one), await openDesk(other)]
      const inside = ((await here.ask('snapshot')).payload.stats.currentlyIn as number) + 6
      const members = await Promise.all(Array.from({ length: 6 }, (_, at) => addMember(at % 2 ? one : other)))
      const asked = members.map(({ id }, at) => (at % 2 ? here : there).ask('check_in', { memberId: id }))
      for (const answer of await Promise.all(asked)) expect(answer.type).toBe('check_in_success')
      const heard = async (desk: typeof here): Promise<{ seq: number }[]> => {
        await desk.next(({ type, payload }) => type === 'check_in_stats' && payload.currentlyIn === inside)
        const checkIns = () => desk.frames.filter(({ type }) => type === 'member_checked_in')
        // The numbers are those of the database: they may come before the last check-ins of the other hub.
        await expect.poll(checkIns).toHaveLength(members.length)
        return checkIns().map(({ payload }) => payload as { seq: number })
      }
      const [hereHeard, thereHeard] = [await heard(here), await heard(there)]
      expect(thereHeard).toEqual(hereHeard)
      const seqs = hereHeard.map(({ seq }) => seq)
      expect(seqs).toEqual(seqs.map((_, at) => seqs[0]! + at))
      const shown = async (desk: typeof here): Promise<object> => {
        const { present, stats, seq } = (await desk.ask('snapshot')).payload as Record<string, object>
        return { present, stats: { ...stats, timestamp: null }, seq }
      }
      expect(await shown(there)).toEqual(await shown(here))
    })

    it('let a member in once, at whichever of them the card is scanned', async () => {
      const [one, other] = hubs()
      const { id } = await addMember(one)
      const [here, there] = [await openDesk(one), await openDesk(other)]
      const answers = await Promise.all([here, there].map((desk) => desk.ask('check_in', { memberId: id })))
      expect(answers.map(({ type }) => type).sort()).toEqual(['check_in_error', 'check_in_success'])
    })

    it('remember a request of each other', async () => {
      const [one, other] = hubs()
      const { id: memberId } = await addMember(one)
      const requestId = uuidv7()
      const first = await (await openDesk(one)).ask('check_in', { memberId }, requestId)
      const again = await (await openDesk(other)).ask('check_in', { memberId }, requestId)
      expect(again.payload).toEqual(first.payload)
    })

    it('find each other’s members', async () => {
      const [one, other] = hubs()
      const desk = await openDesk(other)
      const find = async () =>
        (await desk.ask('request', { method: 'members.search', params: { query: 'Zoltan' } }))
          .payload as object
      expect(await find()).toMatchObject({ members: [] })
      await addMember(one, { full_name: 'Zoltan Nagy' })
      expect(await find()).toMatchObject({ members: [{ full_name: 'Zoltan Nagy' }] })
    })

    it('turn away whoever was disabled at the other within two seconds', async () => {
      const [one, other] = hubs()
      const { id } = await addStaff(one, { username: 'disabled' })
      const { desk, get } = await openStaffDesk(other, 'disabled', 'Desk of one who is disabled')
      expect(await get('api/v1/messages')).toMatchObject({ status: 200 })
      await changeStaff(one, id, { disabled: true })
      await expect.poll(async () => (await get('api/v1/messages')).status).toBe(401)
      await expect.poll(() => desk.socket.readyState).toBe(desk.socket.CLOSED)
    })

    it('end a sign-in everywhere that is ended at one of them', async () => {
      const [one, other] = hubs()
      await addStaff(one, { username: 'signed-out' })
      const { body } = await signIn(one, { username: 'signed-out', password: PASSWORD })
      const { access, refresh, deskToken } = body as Record<'access' | 'refresh' | 'deskToken', string>
      const headers = { authorization: `Bearer ${access}`, 'desk-token': deskToken }
      const askOther = async () => (await fetch(new URL('api/v1/messages', other.http), { headers })).status
      expect(await askOther()).toBe(200)
      await post(one, 'api/v1/sign-out', { refresh })
      await expect.poll(askOther).toBe(401)
    })

    it('leave a desk one socket, whichever of them it is at', async () => {
      const [one, other] = hubs()
      await addStaff(one, { username: 'moving' })
      const before = await openStaffDesk(one, 'moving', 'Desk that moves')
      const watching = await openDesk(one)
      const { deskToken } = before
      const now = await openDesk(other, { authenticate: { deskToken } })
      expect(await before.desk.closed).toMatchObject({ code: 4409 })
      expect(now.socket.readyState).toBe(now.socket.OPEN)
      await watching.next(
        ({ type, payload }) => type === 'desk_connected' && payload.name === 'Desk that moves',
      )
      now.socket.close()
      await watching.next(
        ({ type, payload }) => type === 'desk_disconnected' && payload.name === 'Desk that moves',
      )
    })

    it('tell each other’s desks of messages and hand-over notes, those for one desk only there', async () => {
      const [one, other] = hubs()
      for (const username of ['anna', 'ben', 'bea']) await addStaff(one, { username })
      const anna = await openStaffDesk(one, 'anna', 'Desk 1')
      const ben = await openStaffDesk(other, 'ben', 'Desk 2')
      const bea = await openStaffDesk(other, 'bea', 'Desk 3')
      await anna.put(`api/v1/messages/${uuidv7()}`, { text: 'For Desk 2', toDeskId: ben.deskId })
      await anna.put(`api/v1/messages/${uuidv7()}`, { text: 'For all' })
      await anna.put('api/v1/handover', { base: 0, text: 'Key 12 is lost.' })
      await ben.desk.next(({ type, payload }) => type === 'staff_message' && payload.text === 'For Desk 2')
      await bea.desk.next(({ type, payload }) => type === 'handover_changed' && payload.version === 1)
      const told = bea.desk.frames
        .filter(({ type }) => type === 'staff_message')
        .map(({ payload }) => payload.text as string)
      expect(told).toEqual(['For all'])
    })
  },
)
