import { describe, expect, it, onTestFinished } from 'vitest'
import { reconnectDelayMs } from '../../renderer/services/reconnect.ts'
import { HubConnection } from '../../renderer/services/connection.ts'
import { memoryOutbox } from '../../renderer/services/testing/memory-outbox.ts'
import { openDesk } from '../support/client/desk.ts'
import { holdTime, timersOf } from '../support/hub/held-time.ts'
import { addMember, startHub, startHubProcess, type TestMember } from '../support/hub/hub.ts'

const timers = {
  now: () => Date.now(),
  setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms) as unknown as number,
  clearTimeout: (timer: number) => clearTimeout(timer),
}

/** The desk's own service on Node's WebSocket against a real hub. */
function createService(address: string): HubConnection {
  const service = new HubConnection({ address, timers, random: () => 0.1 })
  onTestFinished(() => service.disconnect())
  return service
}

describe('the HubConnection', () => {
  it('connects with a token, checks in and out, and tells its listeners', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const service = createService(hub.ws)
    const heard: string[] = []
    service.onCheckInSuccess(({ member }) => heard.push(`success ${member.full_name}`))
    service.onMemberCheckedIn(({ member }) => heard.push(`in ${member.full_name}`))
    await service.connect(await hub.token())
    const visit = await service.checkIn(sofia.id, 'Main Gym', 'hello')
    expect(visit).toMatchObject({ location: 'Main Gym', notes: 'hello' })
    await expect.poll(() => service.desk.stats?.currentlyIn).toBe(1)
    await service.checkOut(visit.id, 'bye')
    await expect.poll(() => service.desk.stats?.currentlyIn).toBe(0)
    expect(heard).toEqual(['success Sofia Lindqvist', 'in Sofia Lindqvist'])
  })

  it('rejects what the hub refuses with its code and reason', async () => {
    const hub = await startHub()
    const tom = await addMember(hub, { valid_until: '2020-01-01' })
    const service = createService(hub.ws)
    await service.connect(await hub.token())
    await expect(service.checkIn(tom.id)).rejects.toMatchObject({ code: 'denied', reason: 'expired' })
  })

  it('comes back after the hub was killed, with the right state, and what it asked meanwhile is done once', async () => {
    const first = await startHubProcess(['--port', '0'])
    const [sofia, tom] = [await addMember(first), await addMember(first, { full_name: 'Tom' })]
    const token = await first.token()
    const service = createService(first.ws)
    await service.connect(token)
    await service.checkIn(sofia.id)
    await expect.poll(() => service.desk.present.size).toBe(1)
    await first.stop('SIGKILL')
    await expect.poll(() => service.connection.phase).not.toBe('live')
    const asked = service.checkIn(tom.id)
    expect(service.connection.waiting).toBe(1)

    const { port } = new URL(first.http)
    const second = await startHubProcess(['--port', port], first.folder)
    expect(await asked).toMatchObject({ member: { full_name: 'Tom' } })
    await expect.poll(() => service.connection.phase).toBe('live')
    await expect.poll(() => service.desk.present.size).toBe(2)
    expect(service.connection.waiting).toBe(0)
    const other = await openDesk(second)
    expect((await other.ask('snapshot')).payload.stats).toMatchObject({ currentlyIn: 2, todayTotal: 2 })
  })

  it('is brought up to date with what it missed, without a new snapshot', async () => {
    const hub = await startHub()
    const people = [await addMember(hub), await addMember(hub, { full_name: 'Tom' })]
    const sockets: WebSocket[] = []
    const service = new HubConnection({
      address: hub.ws,
      timers,
      random: () => 1,
      createSocket: (address) => {
        const socket = new WebSocket(address)
        sockets.push(socket)
        return socket
      },
    })
    onTestFinished(() => service.disconnect())
    let snapshots = 0
    service.onSnapshot(() => (snapshots += 1))
    await service.connect(await hub.token())
    await expect.poll(() => snapshots).toBe(1)
    const other = await openDesk(hub)
    sockets[0]!.close()
    for (const { id } of people) await other.ask('check_in', { memberId: id })
    await expect.poll(() => service.desk.present.size).toBe(2)
    expect(service.desk.stats).toMatchObject({ currentlyIn: 2, todayTotal: 2 })
    expect(snapshots).toBe(1)
  })

  it('keeps to the hub’s rate: a hundred commands at once are all done, none refused', async () => {
    const time = holdTime()
    const hub = await startHub({}, time)
    const sofia = await addMember(hub)
    const heard: string[] = []
    const service = new HubConnection({
      ...{ address: hub.ws, timers: timersOf(time), random: () => 0 },
      createSocket(address) {
        const socket = new WebSocket(address)
        socket.addEventListener('message', ({ data }) => heard.push(String(data)))
        return socket
      },
    })
    onTestFinished(() => service.disconnect())
    await service.connect(await hub.token())
    // The sign-in is over when its last frame is answered: then its frames count for the hub too.
    await expect.poll(() => service.desk.position).not.toBeNull()
    const reasons: string[] = []
    const asked = Array.from({ length: 100 }, async () => {
      reasons.push((await service.scan(sofia.card)).reason)
    })
    while (reasons.length < 100) {
      const before = reasons.length
      time.pass(50)
      await expect.poll(() => reasons.length).toBeGreaterThan(before)
    }
    await Promise.all(asked)
    expect(reasons).toEqual(['ok_in', ...Array.from({ length: 99 }, () => 'repeat_ignored')])
    expect(heard.filter((text) => text.includes('rate_limited'))).toEqual([])
  })
})

describe('a desk whose hub does not answer', () => {
  it('keeps all that was asked over a reload, and each is done once, in order', async () => {
    const hub = await startHub()
    const names = ['Sofia', 'Tom', 'Ines']
    const members: TestMember[] = []
    for (const full_name of names) members.push(await addMember(hub, { full_name }))
    const outbox = memoryOutbox()
    const before = new HubConnection({ address: hub.ws, timers, outbox })
    for (const { id } of members) void before.checkIn(id)
    const after = new HubConnection({ address: hub.ws, timers, outbox })
    onTestFinished(() => after.disconnect())
    await expect.poll(() => after.connection.waiting).toBe(3)
    await after.connect(await hub.token())
    await expect.poll(() => after.connection.waiting).toBe(0)
    await expect.poll(() => after.desk.stats?.todayTotal).toBe(3)
    await expect.poll(() => after.desk.present.size).toBe(3)
    const came = [...after.desk.present.values()].sort((one, other) => one.seq - other.seq)
    expect(came.map(({ member }) => member.full_name)).toEqual(names)
    await after.whenKept()
    expect([...outbox.entries.values()].filter(({ outcome }) => !outcome)).toEqual([])
  })

  it('is the desk again when asked, after another socket took over', async () => {
    const hub = await startHub()
    const json = { 'content-type': 'application/json' }
    const link = await hub.fetch('api/v1/links', {
      method: 'POST',
      headers: json,
      body: '{"role":"receptionist"}',
    })
    const { code } = (await link.json()) as { code: string }
    const answer = await fetch(new URL('api/v1/token', hub.http), {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ code }),
    })
    const { access, deskToken } = (await answer.json()) as { access: string; deskToken: string }
    const source = { get: () => Promise.resolve({ token: access, deskToken }), renew: () => undefined }
    const [first, second] = [createService(hub.ws), createService(hub.ws)]
    await first.connect(source)
    await second.connect(source)
    await expect.poll(() => first.connection).toMatchObject({ phase: 'stopped', stoppedBecause: 'replaced' })
    first.comeBack()
    await expect.poll(() => first.connection.phase).toBe('live')
    await expect.poll(() => second.connection.phase).toBe('stopped')
  })
})

describe('the wait before reconnecting', () => {
  it('doubles up to ten seconds and is spread over all of it', () => {
    expect([0, 1, 2, 3, 9, 99].map((attempt) => reconnectDelayMs(attempt, 1))).toEqual([
      250, 500, 1000, 2000, 10_000, 10_000,
    ])
    expect(reconnectDelayMs(9, 0.5)).toBe(5000)
    expect(reconnectDelayMs(9, 0)).toBe(0)
  })
})
