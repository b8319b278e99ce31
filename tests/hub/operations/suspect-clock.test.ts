import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { openStaffDesk } from '../../support/client/staff-desk.ts'
import {
  countIn,
  DAY_MS,
  gymAtNoon,
  HOUR_MS,
  isSuspect,
  lookAround,
  NOON,
  PATIENT,
  putRight,
  SECOND_MS,
  setFor40s,
  TEN_YEARS_MS,
  warningsOf,
} from '../../support/hub/clock-gym.ts'
import { commandHere } from '../../support/hub/command-line.ts'
import { holdTime, type HeldTime } from '../../support/hub/held-time.ts'
import { addMember, openHub, startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff, PASSWORD, post, signIn } from '../../support/hub/staff.ts'

/** Hours of a hub that has a look once a minute: of each second would hold up what else a busy machine does. */
function passMinutes(time: HeldTime, minutes: number): void {
  for (let minute = 0; minute < minutes; minute += 1) {
    time.sleep(59 * SECOND_MS)
    time.pass(SECOND_MS)
  }
}

describe('a clock that is ten years ahead for 40 s', () => {
  it('has nothing done twice: a request that comes again gets its first answer', async () => {
    const { time, hub, visit, desk, checkIn } = await gymAtNoon()
    await desk.ask('check_out', { checkInId: visit.id })
    await setFor40s(time, hub, TEN_YEARS_MS)
    expect((await checkIn()).payload).toMatchObject({ id: visit.id })
    expect(await countIn(hub, 'visits')).toBe(1)
  })

  it('ends no visit', async () => {
    const { time, hub } = await gymAtNoon()
    await setFor40s(time, hub, TEN_YEARS_MS)
    expect(await countIn(hub, 'visits where check_out_at is null')).toBe(1)
  })

  it('ends no visit by the card of its member, which takes them out as at any other time', async () => {
    const { time, hub, desk, sofia, visit } = await gymAtNoon()
    await setFor40s(time, hub, TEN_YEARS_MS, async () => {
      const [preview, { payload }] = [
        await desk.ask('request', { method: 'scans.preview', params: { code: sofia.card } }),
        await desk.ask('scan', { code: sofia.card }),
      ]
      expect(preview.payload).toMatchObject({ reason: 'ok_out' })
      expect(payload).toMatchObject({ reason: 'ok_out', visit: { id: visit.id, flags: [] } })
    })
    expect(await countIn(hub, 'closings')).toBe(0)
  })

  it('ends no headcount, also of a gym that never closes', async () => {
    const time = holdTime(NOON)
    const hub = await startHub(PATIENT, time)
    const desk = await openDesk(hub)
    await desk.ask('correct_occupancy', { counted: 7, reason: 'counted' })
    // The hub goes through what is to be ended once a minute.
    time.pass(30 * SECOND_MS)
    await setFor40s(time, hub, TEN_YEARS_MS)
    expect((await desk.ask('snapshot')).payload.stats.currentlyIn).toBe(7)
  })

  it('signs nobody out: sockets stay open, tokens and refresh tokens are good', async () => {
    const { time, hub } = await gymAtNoon()
    await addStaff(hub, { username: 'anna' })
    const { desk, get } = await openStaffDesk(hub, 'anna', 'Desk 1')
    const { body } = await signIn(hub, { username: 'anna', password: PASSWORD, deskName: 'Desk 2' })
    const { refresh, deskToken } = body as { refresh: string; deskToken: string }
    const isSignedIn = async () => {
      expect(await get('api/v1/messages')).toMatchObject({ status: 200 })
      expect((await desk.ask('snapshot')).type).toBe('snapshot')
    }
    await setFor40s(time, hub, TEN_YEARS_MS, isSignedIn)
    await isSignedIn()
    expect(await post(hub, 'api/v1/token/refresh', { refresh, deskToken })).toMatchObject({ status: 200 })
  })

  it('lets whoever signs in then go on as long as any other', async () => {
    const { time, hub } = await gymAtNoon()
    await addStaff(hub, { username: 'anna' })
    let tokens = { access: '', refresh: '', deskToken: '' }
    await setFor40s(time, hub, TEN_YEARS_MS, async () => {
      const { body } = await signIn(hub, { username: 'anna', password: PASSWORD })
      tokens = body as typeof tokens
    })
    const { refresh, deskToken } = tokens
    expect(await post(hub, 'api/v1/token/refresh', { refresh, deskToken })).toMatchObject({ status: 200 })
    time.sleep(13 * HOUR_MS)
    const late = await fetch(new URL('api/v1/messages', hub.http), {
      headers: { authorization: `Bearer ${tokens.access}`, 'desk-token': deskToken },
    })
    expect(late.status).toBe(401)
  })

  it('ends no link that signs a desk in', async () => {
    const { time, hub } = await gymAtNoon()
    const made = await hub.fetch('api/v1/links', {
      ...{ method: 'POST', body: '{"role":"viewer"}', headers: { 'content-type': 'application/json' } },
    })
    const { code } = (await made.json()) as { code: string }
    await setFor40s(time, hub, TEN_YEARS_MS)
    expect(await signIn(hub, { code })).toMatchObject({ status: 200 })
  })

  it('ends no message', async () => {
    const { time, hub, desk } = await gymAtNoon()
    await addStaff(hub, { username: 'anna' })
    const anna = await openStaffDesk(hub, 'anna', 'Desk 1')
    await anna.put(`api/v1/messages/${uuidv7()}`, { text: 'The sauna is cold.' })
    const held = async (): Promise<number> =>
      (await anna.get('api/v1/messages')).body.messages[0].holdsMs as number
    const before = await held()
    await setFor40s(time, hub, TEN_YEARS_MS, async () => expect(await held()).toBe(before - 40 * SECOND_MS))
    expect(desk.socket.readyState).toBe(desk.socket.OPEN)
  })

  it('is told of at every desk for as long, and members come in', async () => {
    const { time, hub, desk } = await gymAtNoon()
    const ole = await addMember(hub, { full_name: 'Ole Brandt' })
    const told = (status: object) =>
      desk.next(({ type, payload }) => type === 'hub_status' && expectLike(payload, status))
    await setFor40s(time, hub, TEN_YEARS_MS, async () => {
      await told({ state: 'ok', warnings: ['clock_suspect'] })
      expect((await warningsOf(hub))[0]?.sentence).toContain('3650 days ahead')
      expect((await desk.ask('scan', { code: ole.card })).payload.reason).toBe('ok_in')
    })
    await told({ state: 'ok' })
    expect(await isSuspect(hub)).toBe(false)
  })
})

/** Whether a status says this and no other warning. */
function expectLike(payload: unknown, status: object): boolean {
  return JSON.stringify(payload) === JSON.stringify(status)
}

describe('a clock that was fast and is put back', () => {
  it.each([
    ['two minutes, which nobody suspects', 120 * SECOND_MS],
    ['an hour', HOUR_MS],
  ])('by %s signs nobody out: the tokens of its desks are good', async (_howFar, byMs) => {
    const { time, hub } = await gymAtNoon()
    await addStaff(hub, { username: 'anna' })
    const { body } = await signIn(hub, { username: 'anna', password: PASSWORD })
    const { access, refresh, deskToken } = body as Record<'access' | 'refresh' | 'deskToken', string>
    time.set(time.now() - byMs)
    const headers = { authorization: `Bearer ${access}`, 'desk-token': deskToken }
    expect((await fetch(new URL('api/v1/messages', hub.http), { headers })).status).toBe(200)
    expect(await post(hub, 'api/v1/token/refresh', { refresh, deskToken })).toMatchObject({ status: 200 })
  })
})

describe('a clock that was three weeks ahead, believed, and is put right', () => {
  it('ends a headcount of then with the day on which it was put right', async () => {
    const { time, hub } = await putRight(async ({ hub }) =>
      (await openDesk(hub)).ask('correct_occupancy', { counted: 7, reason: 'counted' }),
    )
    const currentlyIn = async () => {
      const desk = await openDesk(hub)
      return (await desk.ask('snapshot')).payload.stats.currentlyIn as number
    }
    expect(await currentlyIn()).toBe(7)
    time.sleep(DAY_MS)
    await lookAround(time, hub, 61 * SECOND_MS)
    expect(await currentlyIn()).toBe(0)
  })

  it('keeps nobody from sending messages who sent some then', async () => {
    const send = async (hub: TestHub, count: number): Promise<number[]> => {
      const anna = await openStaffDesk(hub, 'anna', 'Desk 1')
      const statuses: number[] = []
      for (let sent = 0; sent < count; sent += 1)
        statuses.push((await anna.put(`api/v1/messages/${uuidv7()}`, { text: `${sent}` })).status)
      return statuses
    }
    const { hub } = await putRight(async ({ hub }) => {
      await addStaff(hub, { username: 'anna' })
      expect(await send(hub, 11)).toContain(429)
    })
    expect(await send(hub, 1)).toEqual([200])
  })
})

describe('what is not suspect', () => {
  it('is a PC that slept for a night while its steady clock stood: what should have ended has', async () => {
    const { time, hub } = await gymAtNoon()
    time.set(NOON + 20 * HOUR_MS)
    await lookAround(time, hub, 2 * SECOND_MS)
    expect(await isSuspect(hub)).toBe(false)
    expect(await countIn(hub, 'visits where check_out_at is null')).toBe(0)
  })

  it('is a PC that slept for a year while its steady clock went on', async () => {
    const { time, hub } = await gymAtNoon()
    time.sleep(365 * DAY_MS)
    await lookAround(time, hub, 2 * SECOND_MS)
    expect(await isSuspect(hub)).toBe(false)
    expect(await countIn(hub, 'visits where check_out_at is null')).toBe(0)
  })

  it('is a PC that was off for the holidays', async () => {
    const { folder, hub } = await closedAtNoon()
    const again = await openAt(folder, NOON + 30 * DAY_MS)
    expect(await isSuspect(again.hub)).toBe(false)
    expect(await countIn(hub, 'visits where check_out_at is null')).toBe(0)
  })
})

/** A gym whose hub was stopped at noon, with somebody inside. */
async function closedAtNoon() {
  const gym = await gymAtNoon()
  await gym.hub.close()
  return { ...gym, folder: gym.hub.folder }
}

/** The same gym's hub on a PC whose clock says something. */
async function openAt(folder: string, at: number): Promise<{ hub: TestHub; time: HeldTime }> {
  const time = holdTime(at)
  const hub = await startHub({ data: folder, ...PATIENT }, time)
  await lookAround(time, hub, SECOND_MS)
  return { hub, time }
}

describe('a clock that is wrong when the hub starts', () => {
  it('ten years ahead ends nothing and is warned of, until it is set right', async () => {
    const { folder } = await closedAtNoon()
    const { hub, time } = await openAt(folder, NOON + TEN_YEARS_MS)
    expect(await isSuspect(hub)).toBe(true)
    expect(await countIn(hub, 'visits where check_out_at is null')).toBe(1)
    time.set(NOON + HOUR_MS)
    await lookAround(time, hub, SECOND_MS)
    expect(await isSuspect(hub)).toBe(false)
  })

  it('years behind, as after an empty battery, is believed as soon as it is set right', async () => {
    const { folder } = await closedAtNoon()
    const { hub, time } = await openAt(folder, Date.parse('2015-01-01T00:00:00Z'))
    expect((await warningsOf(hub))[0]?.sentence).toMatch(/4346 days behind/)
    const desk = await openDesk(hub)
    await desk.ask('check_in', { memberId: (await addMember(hub)).id })
    time.set(NOON + HOUR_MS)
    await lookAround(time, hub, SECOND_MS)
    expect(await isSuspect(hub)).toBe(false)
    expect(await countIn(hub, 'requests')).toBe(2)
  })

  it('is compared with the time of the last commit, not of the first one', async () => {
    const { time, hub } = await gymAtNoon()
    time.sleep(10 * DAY_MS)
    await (await openDesk(hub)).ask('check_in', { memberId: (await addMember(hub)).id })
    await hub.close()
    const again = await openAt(hub.folder, NOON + HOUR_MS)
    expect((await warningsOf(again.hub))[0]?.sentence).toMatch(/10 days behind/)
  })

  it('is wrong still at the next start, whatever was recorded by it', async () => {
    const { folder } = await closedAtNoon()
    const first = await openHub(folder, PATIENT, holdTime(NOON + TEN_YEARS_MS), {
      FRONTDESK_TIME_ZONE: 'UTC',
    })
    await (await openDesk(first)).ask('check_in', { memberId: (await addMember(first)).id })
    await first.close()
    const { hub } = await openAt(folder, NOON + TEN_YEARS_MS + HOUR_MS)
    expect(await isSuspect(hub)).toBe(true)
  })
})

describe('a suspect clock is believed', () => {
  async function suspectGym() {
    const gym = await gymAtNoon()
    gym.time.set(NOON + TEN_YEARS_MS)
    await lookAround(gym.time, gym.hub, SECOND_MS)
    expect(await isSuspect(gym.hub)).toBe(true)
    return gym
  }

  it('when a manager says that it is right, which the audit log has, and at the next start', async () => {
    const { time, hub } = await suspectGym()
    await addStaff(hub, { username: 'boss', role: 'manager' })
    const { post: ask } = await openStaffDesk(hub, 'boss', 'Office')
    expect(await ask('api/v1/clock/confirm')).toMatchObject({ status: 200 })
    await lookAround(time, hub, SECOND_MS)
    expect(await isSuspect(hub)).toBe(false)
    expect(await countIn(hub, 'visits where check_out_at is null')).toBe(0)
    expect(await countIn(hub, `audit_log where entries like '%clock_confirmed%'`)).toBe(1)
    await hub.close()
    const again = await openAt(hub.folder, NOON + TEN_YEARS_MS + HOUR_MS)
    expect(await isSuspect(again.hub)).toBe(false)
  })

  it('when the command line says so', async () => {
    const { time, hub } = await suspectGym()
    const ran = await commandHere(['confirm-clock', '--data', hub.folder])
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('2036-11-21') as string })
    await lookAround(time, hub, SECOND_MS)
    expect(await isSuspect(hub)).toBe(false)
  })

  it('not when a receptionist says so', async () => {
    const { hub } = await suspectGym()
    await addStaff(hub, { username: 'anna' })
    const { post: ask } = await openStaffDesk(hub, 'anna', 'Desk 1')
    expect(await ask('api/v1/clock/confirm')).toMatchObject({ status: 403 })
    expect(await isSuspect(hub)).toBe(true)
  })

  it('when it has held for six hours, and not before', async () => {
    const { time, hub } = await suspectGym()
    passMinutes(time, 359)
    expect(await isSuspect(hub)).toBe(true)
    passMinutes(time, 2)
    expect(await isSuspect(hub)).toBe(false)
  })

  it('not for the hours that the PC slept', async () => {
    const { time, hub } = await suspectGym()
    time.sleep(8 * HOUR_MS)
    await lookAround(time, hub, SECOND_MS)
    expect(await isSuspect(hub)).toBe(true)
  })

  it('and has no request done twice all the same: what was done before is remembered for as long again', async () => {
    const { time, hub, desk, visit } = await suspectGym()
    await desk.ask('check_out', { checkInId: visit.id })
    await commandHere(['confirm-clock', '--data', hub.folder])
    await lookAround(time, hub, 40 * SECOND_MS)
    expect(await countIn(hub, 'requests')).toBe(2)
  })
})
