import { expect, it } from 'vitest'
import { MAX_RECENT_EVENTS } from '../../../server/protocol/limits.ts'
import { openDesk, type Frame, type TestDesk } from '../../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'

const LISTED = ['member_checked_in', 'member_checked_out', 'scan_refused']

/** More changes of members than a desk lists events. */
const IMPORTED = 4 * MAX_RECENT_EVENTS

/** What a desk that was there heard, as the hub gives it to one that comes later. */
const heardBy = (desk: TestDesk): { type: string; payload: unknown }[] =>
  desk.frames.filter(({ type }) => LISTED.includes(type)).map(({ type, payload }) => ({ type, payload }))

async function recentOf(desk: TestDesk): Promise<Frame[]> {
  return (await desk.ask('snapshot')).payload.recent as Frame[]
}

/** Somebody comes and goes, somebody comes and is taken back, and two are refused. */
async function livelyEvening(hub: TestHub): Promise<TestDesk> {
  const desk = await openDesk(hub)
  const [sofia, ole] = [await addMember(hub), await addMember(hub, { full_name: 'Ole Brandt' })]
  const suspended = await addMember(hub, { full_name: 'Priya Natarajan', suspended: '1' })
  const { payload: visit } = await desk.ask('check_in', { memberId: sofia.id, notes: 'Locker 7' })
  await desk.ask('check_out', { checkInId: visit.id })
  const { payload: other } = await desk.ask('check_in', { memberId: ole.id })
  await desk.ask('undo', { checkInId: other.id })
  await desk.ask('scan', { code: suspended.card })
  await desk.ask('scan', { code: 'UNKNOWN-4471' })
  await desk.ask('scan', { code: sofia.card })
  await desk.next((frame) => frame.type === 'member_checked_in' && frame.payload.seq >= 7)
  return desk
}

async function importChanges(hub: TestHub, phone: string): Promise<void> {
  const rows = Array.from({ length: IMPORTED }, (_, index) => `Member ${index},CARD-${index},${phone}`)
  const body = `full_name,credentials,phone\n${rows.join('\n')}\n`
  const headers = { 'content-type': 'text/csv' }
  expect((await hub.fetch('api/v1/members/import', { method: 'POST', body, headers })).status).toBe(200)
}

it('a desk that comes later is given the same past as one that was there, refusals and departures too', async () => {
  const hub = await startHub()
  const there = await livelyEvening(hub)
  const later = await openDesk(hub)
  expect(heardBy(there)).toHaveLength(7)
  expect(await recentOf(later)).toEqual(heardBy(there))
})

it('the past is the same after the hub was started again, and after an import', async () => {
  const hub = await startHub()
  await importChanges(hub, '1')
  const past = heardBy(await livelyEvening(hub))
  await importChanges(hub, '2')
  expect(await recentOf(await openDesk(hub))).toEqual(past)
  await hub.close()
  const again = await startHub({ data: hub.folder })
  expect(await recentOf(await openDesk(again))).toEqual(past)
})

it('the past is so many events at most, the last ones', async () => {
  const hub = await startHub({ limit: ['framesPerSecond=0'] })
  const desk = await openDesk(hub)
  for (let count = 0; count < MAX_RECENT_EVENTS + 3; count += 1) {
    await desk.ask('scan', { code: `UNKNOWN-${count}` })
  }
  const recent = await recentOf(desk)
  expect(recent.map(({ payload }) => payload.seq as number)).toEqual(
    Array.from({ length: MAX_RECENT_EVENTS }, (_, index) => index + 4),
  )
})
