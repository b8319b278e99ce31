import { v7 as uuidv7 } from 'uuid'
import { expect, it } from 'vitest'
import type { ShutDays, ShutDaysMembers, ShutDaysPart } from '../../../server/protocol/shut-days.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { openDayGym, sheetOf } from '../../support/hub/day-gym.ts'
import { addMember } from '../../support/hub/hub.ts'
import { call } from '../../support/hub/plans.ts'

/** Today is 28 November. */
const SHUT = { from: '2026-11-26', until: '2026-11-27' }

const REASON = 'Burst pipe'

async function openShutGym() {
  const gym = await openDayGym()
  const manager = await openDesk(gym.hub, { role: 'manager' })
  const add = async (columns: Record<string, string>) => {
    const { id } = await addMember(gym.hub, { full_name: `Member ${uuidv7()}`, ...columns })
    return { id, end: async () => (await sheetOf(gym.desk, id)).valid_until }
  }
  const list = async () => (await call<{ shutDays: ShutDays[] }>(manager, 'shutDays.list')).shutDays
  const ask = (what: string, params: object) => call<ShutDaysPart>(manager, `shutDays.${what}`, params)
  return { ...gym, manager, add, list, ask }
}

const frozen = {
  ...{ valid_until: '2026-12-10', frozen_from: '2026-11-27', frozen_until: '2026-11-27' },
}

it('days on which the gym was shut are given back to all whom they hit, who are counted before and listed after, once', async () => {
  const { hub, desk, manager, add, list, ask } = await openShutGym()
  const running = await add({ valid_until: '2026-12-10' })
  const over = await add({ valid_until: '2026-11-25' })
  const onLastDay = await add({ valid_until: '2026-11-26' })
  const countedIn = await add(frozen)
  const endless = await add({})
  const begins = await add({ valid_from: '2026-11-28', valid_until: '2026-12-10' })
  expect(await ask('preview', SHUT)).toEqual({ next: null, members: 3 })
  const asked = { id: uuidv7(), ...SHUT, reason: REASON }
  expect(await ask('add', asked)).toEqual({ next: null, members: 3 })
  expect(await ask('add', asked)).toEqual({ next: null, members: 0 })
  const ends = async () =>
    Promise.all([running, over, onLastDay, countedIn, endless, begins].map(({ end }) => end()))
  expect(await ends()).toEqual([
    ...['2026-12-12', '2026-11-25', '2026-11-28', '2026-12-11', null, '2026-12-10'],
  ])
  expect(await list()).toMatchObject([{ ...asked, members: 3, state: 'credited' }])
  const { members } = await call<ShutDaysMembers>(manager, 'shutDays.members', { id: asked.id })
  expect(members.map(({ id }) => id).sort()).toEqual([running.id, onLastDay.id, countedIn.id].sort())
  expect((await sheetOf(desk, running.id)).freezes).toMatchObject([
    { startsOn: SHUT.from, endsOn: SHUT.until, reason: REASON },
  ])
  await ask('takeBack', { id: asked.id })
  await ask('takeBack', { id: asked.id })
  expect(await ends()).toEqual([
    ...['2026-12-10', '2026-11-25', '2026-11-26', '2026-12-10', null, '2026-12-10'],
  ])
  expect(await list()).toMatchObject([{ members: 3, state: 'taken_back' }])
  expect(await ask('add', asked)).toMatchObject({ code: 'request_conflict' })
  const audit = (await (await hub.fetch('api/v1/audit?limit=500')).json()) as {
    entries: { action: string }[]
  }
  const actions = audit.entries.map(({ action }) => action)
  for (const [action, times] of [
    ...([
      ['shut_days_added', 1],
      ['shut_days_taken_back', 1],
    ] as const),
    ...([
      ['member_frozen', 3],
      ['member_unfrozen', 3],
    ] as const),
  ])
    expect([action, actions.filter((each) => each === action).length]).toEqual([action, times])
})

it('who came on such a day all the same has that one not back, and on one to come nobody comes in', async () => {
  const { desk, add, ask, later } = await openShutGym()
  const comer = await add({ valid_until: '2026-12-10' })
  const member = await add({ valid_until: '2026-12-10' })
  await desk.ask('check_in', { memberId: comer.id })
  const asked = { id: uuidv7(), from: '2026-11-28', until: '2026-11-29', reason: REASON }
  expect(await ask('add', asked)).toEqual({ next: null, members: 2 })
  expect([await comer.end(), await member.end()]).toEqual(['2026-12-11', '2026-12-12'])
  const tomorrow: TestDesk = await later(1)
  const refused = { code: 'denied', reason: 'frozen' }
  expect((await tomorrow.ask('check_in', { memberId: member.id })).payload).toMatchObject(refused)
  const after = await later(1)
  expect((await after.ask('check_in', { memberId: member.id })).type).toBe('check_in_success')
})

it('days that cannot be are refused in a sentence, with nothing done', async () => {
  const { add, list, ask } = await openShutGym()
  await add({ valid_until: '2026-12-10' })
  const reason = REASON
  for (const span of [
    ...[{ from: '2026-11-27', until: '2026-11-26' }],
    ...[{ from: '2024-01-01', until: '2024-01-02' }],
    ...[{ from: '2026-11-01', until: '2027-12-01' }],
  ]) {
    expect(await ask('preview', span)).toMatchObject({ code: 'invalid_message' })
    expect(await ask('add', { id: uuidv7(), ...span, reason })).toMatchObject({ code: 'invalid_message' })
  }
  expect(await ask('add', { id: uuidv7(), ...SHUT, reason: ' ' })).toMatchObject({ code: 'invalid_message' })
  expect(await ask('takeBack', { id: uuidv7() })).toMatchObject({ code: 'invalid_message' })
  expect(await list()).toEqual([])
})

it('what is broken off goes on where it was', async () => {
  const { hub, list, ask } = await openShutGym()
  const rows = Array.from({ length: 620 }, (_, at) => `Member ${at},2026-12-10`)
  const headers = { 'content-type': 'text/csv' }
  const body = ['full_name,valid_until', ...rows].join('\n')
  await hub.fetch('api/v1/members/import', { method: 'POST', body, headers })
  const asked = { id: uuidv7(), ...SHUT, reason: REASON }
  const first = await ask('add', asked)
  expect(first).toMatchObject({ members: 500 })
  expect(await list()).toMatchObject([{ members: 500, state: 'crediting' }])
  expect(await ask('add', asked)).toEqual({ next: null, members: 120 })
  expect((await ask('takeBack', { id: asked.id })).next).not.toBeNull()
  expect(await list()).toMatchObject([{ members: 620, state: 'taking_back' }])
  expect((await ask('takeBack', { id: asked.id })).next).toBeNull()
  expect(await list()).toMatchObject([{ members: 620, state: 'taken_back' }])
})
