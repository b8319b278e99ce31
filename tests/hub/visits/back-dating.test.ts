import { beforeEach, describe, expect, it } from 'vitest'
import type { ShiftEntry, ShiftReport } from '../../../server/protocol/reports.ts'
import { openDesk, openSocket, type TestDesk } from '../../support/client/desk.ts'
import { openUnattended } from '../../support/client/recording-desk.ts'
import { never } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff, PASSWORD, signIn } from '../../support/hub/staff.ts'

/** In a gym whose day begins at four in the morning. */
const LAST_DAY = '2026-11-23'
const EVENING = '2026-11-23T20:00:00.000Z'
const NEXT_NOON = '2026-11-24T12:00:00.000Z'

let now = 0
let hub: TestHub
let deskToken: string | undefined

beforeEach(async () => {
  now = Date.parse(EVENING)
  deskToken = undefined
  hub = await startHub({}, { now: () => now, every: never })
  await addStaff(hub, { username: 'anna' })
})

/** The entrance, at which Anna signs in now: the same desk each time. */
async function openEntrance(): Promise<TestDesk> {
  const { body } = await signIn(hub, { username: 'anna', password: PASSWORD, deskToken })
  const signedIn = body as { access: string; deskToken: string }
  deskToken = signedIn.deskToken
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token: signedIn.access, deskToken } })
  await desk.next('initial_stats')
  return desk
}

/** Longer ago than a desk keeps what it could not send. */
const TOO_OLD = '2025-10-19T12:00:00.000Z'

/** The entrance as it comes back at `until` from having been away from now on. */
async function afterOutage(desk: TestDesk, until: string): Promise<TestDesk> {
  const watcher = await openDesk(hub)
  desk.socket.close()
  await watcher.next('desk_disconnected')
  now = Date.parse(until)
  return openEntrance()
}

async function reportOf(desk: TestDesk): Promise<ShiftEntry[]> {
  const { payload } = await desk.ask('request', { method: 'reports.shift', params: {} })
  return (payload as ShiftReport).entries
}

describe('a time that a desk tells late', () => {
  it.each([
    ['card', (member: { id: string; card: string }) => ['scan', { code: member.card }] as const],
    ['id', (member: { id: string; card: string }) => ['check_in', { memberId: member.id }] as const],
  ])(
    'flags whoever comes in by %s on a plan that held then and not now, in the report of today',
    async (_by, ask) => {
      const member = await addMember(hub, { valid_until: LAST_DAY })
      const desk = await afterOutage(await openEntrance(), NEXT_NOON)
      const occurredAt = '2026-11-23T21:00:00.000Z'
      const [type, params] = ask(member)
      const { payload } = await desk.ask(type, { ...params, occurredAt })
      expect((payload as { flags: string[] }).flags).toContain('back_dated')
      expect((await desk.next('member_checked_in')).payload).toMatchObject({ check_in_time: occurredAt })
      expect(await reportOf(desk)).toMatchObject([
        { kind: 'back_dated', staff: 'anna', at: NEXT_NOON, happenedAt: occurredAt },
      ])
    },
  )

  it('flags nobody whose plan holds, where the desk was away then', async () => {
    const { card } = await addMember(hub)
    const desk = await afterOutage(await openEntrance(), NEXT_NOON)
    const { payload } = await desk.ask('scan', { code: card, occurredAt: '2026-11-23T21:00:00.000Z' })
    expect(payload).toMatchObject({ reason: 'ok_in', visit: { check_in_time: '2026-11-23T21:00:00.000Z' } })
    expect(payload.flags).not.toContain('back_dated')
    expect(await reportOf(desk)).toEqual([])
  })

  it.each([
    ['was connected', '2026-11-24T12:10:00.000Z', true],
    ['was on its way', '2026-11-24T12:29:30.000Z', false],
  ])('flags a visit of a time since which the desk %s: %s, %s', async (_what, occurredAt, isFlagged) => {
    const { card } = await addMember(hub)
    now = Date.parse(NEXT_NOON)
    const desk = await openEntrance()
    now += 30 * 60_000
    const { payload } = await desk.ask('scan', { code: card, occurredAt })
    expect((payload.flags as string[]).includes('back_dated')).toBe(isFlagged)
  })

  it('flags a visit of before an outage, through which the desk did not have to wait', async () => {
    const { card } = await addMember(hub)
    const desk = await openEntrance()
    now += 60 * 60_000
    await desk.ask('heartbeat')
    const back = await afterOutage(desk, NEXT_NOON)
    const { payload } = await back.ask('scan', { code: card, occurredAt: '2026-11-23T20:30:00.000Z' })
    expect(payload.flags).toContain('back_dated')
  })

  it('has an override stand in the report of today, with the time that was told', async () => {
    const { card } = await addMember(hub, { debt_cents: '4900' })
    const desk = await openEntrance()
    now = Date.parse(NEXT_NOON)
    const occurredAt = '2026-11-23T20:30:00.000Z'
    await desk.ask('scan', { code: card, override: { reason: 'Pays on Friday' }, occurredAt })
    expect(await reportOf(desk)).toMatchObject([
      { kind: 'overridden', at: NEXT_NOON, happenedAt: occurredAt, override: { reason: 'Pays on Friday' } },
    ])
  })

  it('counts for nothing from a program without a desk’s credential', async () => {
    const { card } = await addMember(hub, { valid_until: LAST_DAY })
    now = Date.parse(NEXT_NOON)
    const program = await openDesk(hub)
    const { payload } = await program.ask('scan', { code: card, occurredAt: '2026-11-23T21:00:00.000Z' })
    expect(payload).toMatchObject({ verdict: 'denied', reason: 'expired' })
  })
})

describe('a time of longer ago than a desk keeps what it could not send', () => {
  beforeEach(() => {
    now = Date.parse(NEXT_NOON)
  })

  it.each([
    ['card', (member: { id: string; card: string }) => ['scan', { code: member.card }] as const],
    ['id', (member: { id: string; card: string }) => ['check_in', { memberId: member.id }] as const],
  ])('is not believed: a visit by %s counts as of now, flagged and in the report', async (_by, ask) => {
    const desk = await openEntrance()
    const [type, params] = ask(await addMember(hub))
    const { payload } = await desk.ask(type, { ...params, occurredAt: TOO_OLD })
    expect((payload as { flags: string[] }).flags).toContain('back_dated')
    expect((await desk.next('member_checked_in')).payload).toMatchObject({ check_in_time: NEXT_NOON })
    const entry = { kind: 'back_dated', reason: 'ok_in', staff: 'anna', at: NEXT_NOON, happenedAt: NEXT_NOON }
    expect(await reportOf(desk)).toMatchObject([entry])
  })

  it.each([
    ['card', (visit: { id: string; card: string }) => ['scan', { code: visit.card, mode: 'out' }] as const],
    ['id', (visit: { id: string; card: string }) => ['check_out', { checkInId: visit.id }] as const],
  ])('ends a visit by %s now, flagged and in the report', async (_by, ask) => {
    const desk = await openEntrance()
    const { id: memberId, card } = await addMember(hub)
    const { id } = (await desk.ask('check_in', { memberId })).payload as { id: string }
    now += 60 * 60_000
    const [type, params] = ask({ id, card })
    const { payload } = await desk.ask(type, { ...params, occurredAt: TOO_OLD })
    expect((payload as { flags: string[] }).flags).toContain('back_dated')
    expect((await desk.next('member_checked_out')).payload).toMatchObject({ stay_minutes: 60 })
    expect(await reportOf(desk)).toMatchObject([{ kind: 'back_dated', reason: 'ok_out', staff: 'anna' }])
  })

  it('flags a refusal, which the plan of today decides', async () => {
    const { card } = await addMember(hub, { valid_until: LAST_DAY })
    const desk = await openEntrance()
    const { payload } = await desk.ask('scan', { code: card, occurredAt: TOO_OLD })
    expect(payload).toMatchObject({ verdict: 'denied', reason: 'expired' })
    expect(payload.flags).toContain('back_dated')
  })

  it('is a time at which no sign-in held: the desk alone answers for it', async () => {
    const { card } = await addMember(hub)
    const { body } = await signIn(hub, { username: 'anna', password: PASSWORD })
    const { deskToken, signInId } = body as { deskToken: string; signInId: string }
    const desk = await openUnattended(hub, deskToken)
    const said = { occurredAt: TOO_OLD, recordedBy: { signInId } }
    const { payload } = await desk.ask('scan', { code: card, ...said })
    expect(payload.flags).toEqual(expect.arrayContaining(['for_review', 'back_dated']))
    expect(await reportOf(await openEntrance())).toEqual([])
  })

  it('is one at which nobody has counted who is inside now', async () => {
    const desk = await openEntrance()
    const counted = await desk.ask('correct_occupancy', {
      counted: 7,
      reason: 'Counted',
      occurredAt: TOO_OLD,
    })
    expect(counted.payload).toMatchObject({ code: 'denied' })
    expect((await desk.ask('snapshot')).payload.stats).toMatchObject({ currentlyIn: 0 })
  })

  it('is told by what the hub trusts, not by a clock that is years ahead', async () => {
    const { card } = await addMember(hub)
    const desk = await openEntrance()
    now += 3_650 * 24 * 60 * 60_000
    const { payload } = await desk.ask('scan', { code: card, occurredAt: NEXT_NOON })
    expect(payload).toMatchObject({ reason: 'ok_in', visit: { check_in_time: NEXT_NOON } })
  })
})
