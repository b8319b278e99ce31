import { describe, expect, it } from 'vitest'
import type { ShiftReport } from '../../../server/protocol/reports.ts'
import type { TestDesk } from '../../support/client/desk.ts'
import {
  openAttended,
  openUnattended,
  signInAt,
  type SignedInAt,
} from '../../support/client/recording-desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { holdTime, type HeldTime } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff, changeStaff, PASSWORD, post } from '../../support/hub/staff.ts'

/** Who did it: what a desk says of that is believed only of a sign-in that was made at it and held when it happened. */

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

interface Gym {
  hub: TestHub
  time: HeldTime
  /** Adds somebody with an account, and gives their username and id. */
  add: (role: string) => Promise<{ username: string; id: string }>
}

async function startGym(at = Date.now()): Promise<Gym> {
  const time = holdTime(at)
  const hub = await startHub({ limit: ['signInAttemptsPerMinute=100000'] }, time)
  let added = 0
  const add = async (role: string) => {
    const username = `${role}${(added += 1)}`
    return { username, ...(await addStaff(hub, { username, role })) }
  }
  await addStaff(hub, { username: 'mona', role: 'manager' })
  return { hub, time, add }
}

const iso = (at: number): string => new Date(at).toISOString()

/** A command as a desk recorded it an hour ago, under a sign-in of a minute before that, which has held since. */
async function record({ hub, time, add }: Gym, role = 'receptionist') {
  const person = await add(role)
  const signedIn = await signInAt(hub, person.username)
  time.pass(MINUTE_MS)
  const occurredAt = iso(time.now())
  // All that the hub does in an hour, done at once, would hold a busy machine up for longer than a request may take.
  time.sleep(HOUR_MS - MINUTE_MS)
  time.pass(MINUTE_MS)
  return { person, signedIn, occurredAt, recordedBy: { signInId: signedIn.signInId } }
}

interface Entry {
  actor: string
  desk_id: string | null
  action: string
  details: Record<string, unknown>
}

async function lastEntry(hub: TestHub): Promise<Entry | undefined> {
  return ((await (await hub.fetch('api/v1/audit')).json()) as { entries: Entry[] }).entries.at(-1)
}

/** What is to be reviewed of a desk, as a manager's report of today says. */
async function toReview(hub: TestHub, deskName: string): Promise<ShiftReport['entries']> {
  const desk = await openAttended(hub, await signInAt(hub, 'mona'))
  const { payload } = await desk.ask('request', { method: 'reports.shift', params: { whose: 'all' } })
  const { entries } = payload as ShiftReport
  return entries.filter(({ kind, desk }) => kind === 'for_review' && desk === deskName)
}

async function checkIn(hub: TestHub, desk: TestDesk, payload: object) {
  const sofia = await addMember(hub)
  return desk.ask('check_in', { memberId: sofia.id, ...payload })
}

async function approvalAt(hub: TestHub, username: string, deskToken: string): Promise<string> {
  const { body } = await post(hub, 'api/v1/approvals', { username, password: PASSWORD, deskToken })
  return (body as { approval: string }).approval
}

const gym = forWholeFile(startGym)

describe('what a desk recorded under a sign-in that still holds', () => {
  it('is done in the name of that person, whoever sends it', async () => {
    const { hub } = gym()
    const { person, signedIn, occurredAt, recordedBy } = await record(gym())
    const desk = await openUnattended(hub, signedIn.deskToken)
    const reply = await checkIn(hub, desk, { occurredAt, recordedBy })
    expect(reply).toMatchObject({ type: 'check_in_success', payload: { check_in_time: occurredAt } })
    expect(reply.payload.flags).not.toContain('for_review')
    expect(await lastEntry(hub)).toMatchObject({ actor: person.id, desk_id: signedIn.deskId })
  })

  it('is done in their name where a viewer has signed in at the desk since', async () => {
    const { hub, add } = gym()
    const { person, signedIn, occurredAt, recordedBy } = await record(gym())
    const { username } = await add('viewer')
    const desk = await openAttended(hub, await signInAt(hub, username, signedIn.deskToken))
    expect((await checkIn(hub, desk, {})).payload.code).toBe('forbidden')
    expect((await checkIn(hub, desk, { occurredAt, recordedBy })).type).toBe('check_in_success')
    expect(await lastEntry(hub)).toMatchObject({ actor: person.id })
  })

  it.each([
    ['a receptionist’s', 'receptionist', null, 'forbidden'],
    ['a manager’s', 'manager', null, undefined],
    ['one’s who was made a manager since', 'receptionist', 'manager', 'forbidden'],
    ['one’s who was a manager then', 'manager', 'receptionist', 'forbidden'],
  ])('overrides as far as the lesser role goes: %s', async (_whose, role, becomes, code) => {
    const { hub } = gym()
    const { person, signedIn, occurredAt, recordedBy } = await record(gym(), role)
    if (becomes !== null) await changeStaff(hub, person.id, { role: becomes })
    const { card } = await addMember(hub, { suspended: 'true' })
    const desk = await openUnattended(hub, signedIn.deskToken)
    const override = { reason: 'Spoke with him' }
    const { payload } = await desk.ask('scan', { code: card, occurredAt, recordedBy, override })
    expect(payload.code).toBe(code)
  })

  it('is not done twice where it was sent before as that person’s own', async () => {
    const { hub } = gym()
    const { signedIn, occurredAt, recordedBy } = await record(gym())
    const sofia = await addMember(hub)
    const live = await openAttended(hub, await signInAgain(hub, signedIn))
    const first = await live.ask('check_in', { memberId: sofia.id, occurredAt })
    const desk = await openUnattended(hub, signedIn.deskToken)
    const again = await desk.ask('check_in', { memberId: sofia.id, occurredAt, recordedBy }, first.requestId)
    expect(again).toEqual(first)
  })
})

/** Access tokens last a quarter of an hour. */
async function signInAgain(hub: TestHub, signedIn: SignedInAt): Promise<SignedInAt> {
  const { refresh, deskToken } = signedIn
  const { body } = await post(hub, 'api/v1/token/refresh', { refresh, deskToken })
  return { ...signedIn, ...(body as Pick<SignedInAt, 'access' | 'refresh' | 'signInId'>) }
}

type Kept = Awaited<ReturnType<typeof record>>

/** Each makes what a desk says of who recorded something worth nothing. */
const UNBELIEVED: [what: string, spoil: (kept: Kept) => Promise<object> | object][] = [
  ['a staff id', ({ person }) => ({ recordedBy: { staffId: person.id } })],
  ['a staff id in place of a sign-in', ({ person }) => ({ recordedBy: { signInId: person.id } })],
  ['a sign-in that nobody made', () => ({ recordedBy: { signInId: 'x'.repeat(43) } })],
  [
    'a sign-in at another desk',
    async () => {
      const { signInId } = await signInAt(gym().hub, 'mona')
      return { recordedBy: { signInId }, occurredAt: iso(gym().time.now()) }
    },
  ],
  ['a time before the sign-in', () => ({ occurredAt: iso(gym().time.now() - 3 * HOUR_MS) })],
  ['a sign-in that was ended', ({ signedIn }) => signOut(signedIn)],
  ['a sign-in whose shift is over', () => (gym().time.sleep(12 * HOUR_MS), {})],
  ['one of somebody who was disabled', ({ person }) => change(person, { disabled: true })],
  [
    'one of somebody who was disabled for a while',
    async ({ person }) => {
      await change(person, { disabled: true })
      return change(person, { disabled: false })
    },
  ],
  ['one of somebody who may not work any more', ({ person }) => change(person, { role: 'viewer' })],
]

async function signOut({ refresh }: SignedInAt): Promise<object> {
  await post(gym().hub, 'api/v1/sign-out', { refresh })
  return {}
}

async function change({ id }: { id: string }, to: object): Promise<object> {
  await changeStaff(gym().hub, id, to)
  return {}
}

describe('what a desk recorded under a sign-in that does not hold', () => {
  it.each(UNBELIEVED)(
    'is a fact of the desk that overrides nothing and counts no heads: %s',
    async (_what, spoil) => {
      const { hub } = gym()
      const kept = await record(gym())
      const { signedIn, occurredAt, recordedBy } = kept
      const said = { occurredAt, recordedBy, ...(await spoil(kept)) }
      const desk = await openUnattended(hub, signedIn.deskToken)
      const { payload } = await checkIn(hub, desk, said)
      expect(payload).toMatchObject({ check_in_time: said.occurredAt, verdict: 'granted' })
      expect(payload.flags).toContain('for_review')
      expect(await lastEntry(hub)).toMatchObject({
        ...{ actor: '', desk_id: signedIn.deskId, action: 'check_in', details: { forReview: true } },
      })
      const { card } = await addMember(hub, { valid_until: '2020-01-01' })
      const override = await desk.ask('scan', { code: card, ...said, override: { reason: 'Pays today' } })
      expect(override.payload).toMatchObject({ verdict: 'denied', reason: 'expired' })
      expect(override.payload.flags).toContain('for_review')
      const counted = await desk.ask('correct_occupancy', { counted: 7, reason: 'Counted', ...said })
      expect(counted.payload.code).toBe('forbidden')
    },
  )

  it('stands in the report of the shift, with what it was about and no name', async () => {
    // All on one day of the gym, whatever the time is here.
    const own = await startGym(new Date().setUTCHours(12, 0, 0, 0))
    const { hub } = own
    const { signedIn, occurredAt, recordedBy } = await record(own)
    expect(await post(hub, 'api/v1/sign-out', { refresh: signedIn.refresh })).toMatchObject({ status: 200 })
    const desk = await openUnattended(hub, signedIn.deskToken)
    const { payload } = await checkIn(hub, desk, { occurredAt, recordedBy })
    await desk.ask('check_out', { checkInId: payload.id, recordedBy })
    await desk.ask('scan', { code: 'NOBODY-4711', recordedBy })
    const entries = await toReview(hub, signedIn.deskName)
    expect(
      entries.map(({ reason, staff, codeEnd, member }) => [reason, staff, codeEnd ?? member?.full_name]),
    ).toEqual([
      ['ok_in', null, 'Sofia Lindqvist'],
      ['ok_out', null, 'Sofia Lindqvist'],
      ['unknown_credential', null, '4711'],
    ])
  })

  it('overrides nothing by a manager’s approval either', async () => {
    const { hub } = gym()
    const { signedIn, occurredAt, recordedBy } = await record(gym())
    await signOut(signedIn)
    const { card } = await addMember(hub, { suspended: 'true' })
    const approval = await approvalAt(hub, 'mona', signedIn.deskToken)
    const desk = await openUnattended(hub, signedIn.deskToken)
    const override = { reason: 'Spoke with him', approval }
    const { payload } = await desk.ask('scan', { code: card, occurredAt, recordedBy, override })
    expect(payload).toMatchObject({ verdict: 'denied', reason: 'suspended' })
  })

  it('is still one after a restart of the hub', async () => {
    const own = await startGym()
    const { signedIn, occurredAt, recordedBy } = await record(own)
    await post(own.hub, 'api/v1/sign-out', { refresh: signedIn.refresh })
    await own.hub.close()
    const hub = await startHub({ data: own.hub.folder }, own.time)
    const desk = await openUnattended(hub, signedIn.deskToken)
    const { payload } = await checkIn(hub, desk, { occurredAt, recordedBy })
    expect(payload.flags).toContain('for_review')
  })

  it('is taken for as long as an outbox may be old', async () => {
    const own = await startGym()
    const { signedIn, occurredAt, recordedBy } = await record(own)
    own.time.sleep(399 * DAY_MS)
    own.time.look()
    const desk = await openUnattended(own.hub, signedIn.deskToken)
    const { payload } = await checkIn(own.hub, desk, { occurredAt, recordedBy })
    expect(payload.check_in_time).toBe(occurredAt)
    expect(payload.flags).toContain('for_review')
  })
})

describe('whether a sign-in holds', () => {
  /** What comes of a suspended member whom a manager lets in by their sign-in, recorded by a clock that is set so far. */
  async function overrideAfter(change: (own: Gym, signedIn: SignedInAt) => unknown) {
    const own = await startGym()
    const { hub, time } = own
    const { card } = await addMember(hub, { suspended: 'true' })
    const signedIn = await signInAt(hub, 'mona')
    await change(own, signedIn)
    const recordedBy = { signInId: signedIn.signInId }
    const desk = await openUnattended(hub, signedIn.deskToken)
    const said = { recordedBy, occurredAt: iso(time.now()), override: { reason: 'Spoke with him' } }
    time.pass(1_000)
    const { payload } = await desk.ask('scan', { code: card, ...said })
    return payload as { flags: string[] }
  }

  it('is not told by a clock that was put back: one that was ended stays so', async () => {
    const payload = await overrideAfter(async ({ hub, time }, { refresh }) => {
      time.pass(8 * 60_000)
      expect(await post(hub, 'api/v1/sign-out', { refresh })).toMatchObject({ status: 200 })
      time.set(time.now() - 3 * 60_000)
    })
    expect(payload).toMatchObject({ verdict: 'denied', reason: 'suspended' })
    expect(payload.flags).toContain('for_review')
  })

  it.each([
    ['40 days ahead', 40 * DAY_MS],
    ['put back by 3 minutes, to before it was made', -3 * 60_000],
    ['put back by an hour, to before it was made', -HOUR_MS],
  ])('is not told by a clock that is %s: one that goes on speaks for its person', async (_how, byMs) => {
    const payload = await overrideAfter(({ time }) => time.set(time.now() + byMs))
    expect(payload).toMatchObject({ verdict: 'granted_with_warning', reason: 'ok_in' })
    expect(payload.flags).not.toContain('for_review')
  })
})

describe('a desk that a viewer has admitted', () => {
  it('works for nobody until somebody signs in at it who may work', async () => {
    const { hub, add } = gym()
    const vic = await signInAt(hub, (await add('viewer')).username)
    const desk = await openUnattended(hub, vic.deskToken)
    for (const signInId of [vic.signInId, 'x'.repeat(43), undefined]) {
      expect((await checkIn(hub, desk, { recordedBy: { signInId } })).payload.code).toBe('forbidden')
    }
    await signInAt(hub, (await add('receptionist')).username, vic.deskToken)
    const { payload } = await checkIn(hub, desk, { recordedBy: { signInId: vic.signInId } })
    expect(payload.flags).toContain('for_review')
  })
})

describe('the id of a sign-in', () => {
  it('is worth nothing without the credential of its desk', async () => {
    const { hub } = gym()
    const { occurredAt, recordedBy } = await record(gym())
    const program = await openAttended(hub, { access: await hub.token('viewer') })
    expect((await checkIn(hub, program, { occurredAt, recordedBy })).payload.code).toBe('forbidden')
  })

  it('is told to the desk that it was made at, and to no program', async () => {
    const { hub } = gym()
    const signedIn = await signInAt(hub, 'mona')
    expect(signedIn.signInId).toMatch(/^[\w-]{43}$/)
    const told = async (as: Pick<SignedInAt, 'access'>): Promise<unknown> =>
      (await openAttended(hub, as)).frames.find(({ type }) => type === 'authentication_success')?.payload
    expect(await told(signedIn)).toHaveProperty('signInId', signedIn.signInId)
    expect(await told({ access: await hub.token('receptionist') })).not.toHaveProperty('signInId')
  })

  it('stays the same however often the tokens are renewed', async () => {
    const signedIn = await signInAt(gym().hub, 'mona')
    expect((await signInAgain(gym().hub, signedIn)).signInId).toBe(signedIn.signInId)
  })
})

describe('a manager’s approval', () => {
  it.each([
    ['demoted', { role: 'receptionist' }],
    ['disabled', { disabled: true }],
  ])('is worth nothing once the manager was %s', async (_what, becomes) => {
    const { hub, add } = gym()
    const manager = await add('manager')
    const signedIn = await signInAt(hub, (await add('receptionist')).username)
    const { deskToken } = signedIn
    const approvals = [
      await approvalAt(hub, manager.username, deskToken),
      await approvalAt(hub, manager.username, deskToken),
    ]
    await change(manager, becomes)
    const { card } = await addMember(hub, { suspended: 'true' })
    const desk = await openAttended(hub, signedIn)
    const override = { reason: 'Spoke with him', approval: approvals[0] }
    expect((await desk.ask('scan', { code: card, override })).payload.code).toBe('forbidden')
    const left = await post(hub, 'api/v1/kiosk/leave', { deskToken, approval: approvals[1] })
    expect(left.status).toBe(403)
  })
})
