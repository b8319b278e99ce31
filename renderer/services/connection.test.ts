import { describe, expect, it } from 'vitest'
import { CLOSE } from '../../server/protocol/close-codes.ts'
import { HEARTBEAT_INTERVAL_MS } from '../../server/protocol/limits.ts'
import type { ServerFrame } from '../../server/protocol/server-frames.ts'
import { memoryOutbox } from './testing/memory-outbox.ts'
import { emptySnapshot, fakeLine, liveLine, settled } from './testing/fake-hub.ts'
import type { CredentialsSource } from './credentials.ts'

describe('a desk that cannot catch up at once', () => {
  it('asks for the building again when the hub was in trouble, and not where it may not see it', async () => {
    const { hub, clock } = await liveLine()
    hub.refuse(hub.ofType('snapshot')[0], 'storage_unavailable')
    await clock.run(11_000)
    expect(hub.ofType('snapshot')).toHaveLength(2)
    hub.refuse(hub.ofType('snapshot')[1], 'forbidden')
    await clock.run(60_000)
    expect(hub.ofType('snapshot')).toHaveLength(2)
    expect(hub.isClosed).toBe(false)
  })

  it('asks again for events that it missed, where that was refused', async () => {
    const { hub, clock, service } = await liveLine()
    hub.say(emptySnapshot(hub.ofType('snapshot')[0], 5))
    hub.say({ type: 'event', payload: { seq: 8 } })
    expect(hub.resumes()).toHaveLength(1)
    hub.refuse(hub.resumes()[0], 'storage_unavailable')
    hub.say({ type: 'event', payload: { seq: 9 } })
    expect(hub.resumes()).toHaveLength(1)
    await clock.run(11_000)
    expect(hub.resumes()).toHaveLength(2)
    for (const seq of [6, 7, 8, 9]) hub.say({ type: 'event', payload: { seq } })
    hub.say({ type: 'resumed', payload: { epoch: 'e', seq: 9, missed: 4 } })
    expect(service.desk.position).toEqual({ epoch: 'e', seq: 9 })
    hub.say({ type: 'event', payload: { seq: 12 } })
    expect(hub.resumes()).toHaveLength(3)
  })

  it('notices by the heartbeat that the last event was lost', async () => {
    const { hub, clock } = await liveLine()
    hub.say(emptySnapshot(hub.ofType('snapshot')[0], 5))
    hub.seq = 6
    await clock.run(10_000)
    expect(hub.resumes()[0]?.payload?.['resume']).toEqual({ epoch: 'e', seq: 5 })
  })
})

describe('a desk whose PC has a wrong clock', () => {
  it('says by the hub’s clock when a card was scanned, from the sign-in on and while the hub is away', async () => {
    const { hub, service } = await liveLine()
    // The clock here says 08:30.
    hub.say({ type: 'heartbeat_ack', timestamp: '2026-11-23T11:30:00.000Z' })
    void service.scan('CARD-1').catch(() => undefined)
    expect(hub.ofType('scan')[0]?.payload?.['occurredAt']).toBe('2026-11-23T11:30:00.000Z')
    hub.onclose?.({ code: 1006, reason: '' })
    expect(service.connection).toMatchObject({ phase: 'connecting', hubAheadMs: 3 * 3_600_000 })
  })
})

describe('a command that was not decided', () => {
  it('is kept and sent again while the hub cannot write, and the desk says so', async () => {
    const { hub, clock, service } = await liveLine()
    const asked = service.scan('CARD-1')
    hub.refuse(hub.ofType('scan')[0], 'storage_unavailable')
    expect(service.connection).toMatchObject({ waiting: 1, isHeld: true })
    await clock.run(6_000)
    const [first, second] = hub.ofType('scan')
    expect(second).toEqual(first)
    hub.refuse(second, 'storage_unavailable')
    hub.say({ type: 'hub_status', payload: { state: 'ok' } })
    expect(hub.ofType('scan')).toEqual([first, first, first])
    hub.refuse(second, 'forbidden')
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
    expect(service.connection).toMatchObject({ waiting: 0, isHeld: false })
  })

  it('because its sign-in had ended is sent again by the next one', async () => {
    const { hub, clock, service, sockets } = await liveLine()
    void service.scan('CARD-1')
    hub.refuse(hub.ofType('scan')[0], 'token_expired')
    hub.onclose?.({ code: 4001, reason: 'role_changed' })
    await clock.run(1_000)
    sockets[1]?.open()
    expect(sockets[1]?.ofType('scan')).toEqual(hub.ofType('scan'))
  })
})

describe('a line that is dead', () => {
  it('is noticed when a heartbeat was not answered until the next, and the desk comes back over another', async () => {
    const { hub, clock, service, sockets } = await liveLine()
    hub.isDead = true
    await clock.run(HEARTBEAT_INTERVAL_MS)
    expect(service.connection.phase).toBe('live')
    await clock.run(HEARTBEAT_INTERVAL_MS)
    expect(service.connection.phase).toBe('connecting')
    expect(hub.isClosed).toBe(true)
    await clock.run(1_000)
    expect(sockets).toHaveLength(2)
    sockets[1]?.open()
    expect(service.connection.phase).toBe('live')
  })
})

describe('another person at a live desk', () => {
  it('goes on over the same socket', async () => {
    const { service, sockets, clock } = fakeLine()
    let token = 'anna'
    const source: CredentialsSource = { get: () => Promise.resolve({ token }), renew: () => undefined }
    void service.connect(source)
    await settled()
    sockets[0]?.open()
    token = 'ben'
    service.changePerson()
    await clock.run(1)
    const sent = sockets[0]?.ofType('authenticate').map(({ payload }) => payload?.['token'])
    expect(sent).toEqual(['anna', 'ben'])
    expect(sockets).toHaveLength(1)
    expect(service.connection.phase).toBe('live')
  })
})

describe('a desk that was removed', () => {
  it('stops and knows why', async () => {
    const { hub, clock, service, sockets } = await liveLine()
    hub.onclose?.({ code: 4403, reason: 'desk_removed' })
    await clock.run(60_000)
    expect(service.connection).toMatchObject({ phase: 'stopped', stoppedBecause: 'desk_removed' })
    expect(sockets).toHaveLength(1)
  })
})

describe('a desk that the hub turned away', () => {
  it.each(['desk_removed', 'viewer'])('knows nothing of the gym any more: %s', async (reason) => {
    const { hub, service } = await liveLine()
    hub.say(emptySnapshot(hub.ofType('snapshot')[0], 5))
    hub.say({ type: 'event', payload: { seq: 6 } })
    hub.onclose?.({ code: CLOSE.forbidden, reason })
    const { position, stats, activity, present, person, gym } = service.desk
    expect({ position, stats, activity, present, person, gym }).toEqual({
      ...{ position: null, stats: null, activity: [], present: new Map(), person: null, gym: null },
    })
    expect(service.connection.currentAt).toBeNull()
  })
})

describe('a desk that another socket took over', () => {
  it('is this one again when it is asked for, but not once it has hung up', async () => {
    const { hub, service, sockets } = await liveLine()
    hub.onclose?.({ code: CLOSE.replaced, reason: 'replaced' })
    service.comeBack()
    await settled()
    expect(sockets).toHaveLength(2)
    sockets[1]?.open()
    sockets[1]?.onclose?.({ code: CLOSE.replaced, reason: 'replaced' })
    service.disconnect()
    service.comeBack()
    service.changePerson()
    await settled()
    expect(sockets).toHaveLength(2)
  })
})

describe('an attempt to connect', () => {
  it('is made once, however often it was asked for while credentials were fetched', async () => {
    const { service, sockets, clock } = fakeLine()
    const slow: CredentialsSource = {
      get: async () => {
        await settled()
        return { token: 'token' }
      },
      renew: () => undefined,
    }
    void service.connect(slow)
    void service.connect(slow)
    await clock.run(1)
    expect(sockets).toHaveLength(1)
    sockets[0]?.open()
    // No timer of the overtaken attempt is left to hang up.
    await clock.run(60_000)
    expect(service.connection.phase).toBe('live')
    expect(sockets).toHaveLength(1)
  })

  it('of a socket that was given up signs nobody in', async () => {
    const { service, sockets, clock } = fakeLine()
    void service.connect('token')
    await clock.run(9_000)
    expect(sockets.length).toBeGreaterThan(1)
    sockets[0]?.open()
    expect(sockets[0]?.sent).toEqual([])
    sockets[1]?.open()
    expect(service.connection.phase).toBe('live')
  })
})

describe('a browser that keeps nothing', () => {
  it('loses no scan: it is sent and answered all the same', async () => {
    const blocked = (): Promise<never> => Promise.reject(new Error('SecurityError'))
    const { hub, service } = await liveLine({ load: blocked, put: blocked, remove: blocked })
    await settled()
    const asked = service.scan('CARD-1')
    const [frame] = hub.ofType('scan')
    hub.say(granted(frame?.requestId))
    expect(await asked).toMatchObject({ verdict: 'granted' })
  })
})

describe('a browser whose storage says nothing', () => {
  it('keeps no scan back for longer than three seconds', async () => {
    const silent = (): Promise<never> => new Promise(() => undefined)
    const { hub, service, clock } = await liveLine({ load: silent, put: silent, remove: silent })
    void service.scan('CARD-1')
    expect(hub.ofType('scan')).toEqual([])
    await clock.run(3_000)
    expect(hub.ofType('scan')).toHaveLength(1)
  })

  it('for a while, because another window blocks it, sends what it kept as soon as it speaks', async () => {
    const text = JSON.stringify({ type: 'scan', payload: { code: 'CARD-1' }, requestId: 'id-1' })
    const outbox = memoryOutbox({ requestId: 'id-1', text })
    const unblocked = Promise.withResolvers<undefined>()
    const { hub, service, clock } = await liveLine({
      ...outbox,
      load: () => unblocked.promise.then(outbox.load),
    })
    await clock.run(3_000)
    expect(hub.ofType('scan')).toEqual([])
    unblocked.resolve(undefined)
    await settled()
    expect(hub.ofType('scan')).toHaveLength(1)
    expect(service.store.getState().saved).toHaveLength(1)
  })
})

const GRANTED = { verdict: 'granted', reason: 'ok_in', flags: [], message: '', actions: [] } as const

/** The hub's answer to a scan. */
const granted = (requestId = ''): ServerFrame => ({
  ...{ type: 'scan_result', requestId },
  payload: { ...GRANTED, flags: [], actions: [], member: null, visit: null },
})

describe('two windows of one desk', () => {
  it('keep what was done in each, and the one that is the desk sends it all, in order', async () => {
    const outbox = memoryOutbox()
    const [one, other] = [fakeLine(outbox), fakeLine(outbox)]
    await settled()
    void one.service.scan('ONE').catch(() => undefined)
    void other.service.scan('TWO').catch(() => undefined)
    void one.service.scan('THREE').catch(() => undefined)
    await settled()
    void other.service.connect('token')
    await settled()
    other.socket().open()
    await settled()
    expect(
      other
        .socket()
        .ofType('scan')
        .map(({ payload }) => payload?.['code']),
    ).toEqual(['ONE', 'TWO', 'THREE'])
    for (const { requestId } of other.socket().ofType('scan')) other.socket().say(granted(requestId))
    await settled()
    expect([...outbox.entries.values()].filter(({ outcome }) => !outcome)).toEqual([])
  })
})

describe('what waits from before the page was loaded again', () => {
  it('is taken up once, also where the hub is live before the storage has answered', async () => {
    const text = JSON.stringify({ type: 'scan', payload: { code: 'CARD-1' }, requestId: 'id-1' })
    const outbox = memoryOutbox({ requestId: 'id-1', text })
    const reading = Promise.withResolvers<undefined>()
    const slow = { ...outbox, load: () => reading.promise.then(outbox.load) }
    const { service, socket } = fakeLine(slow)
    const answers: Promise<unknown>[] = []
    service.onTakenUp(({ answer }) => answers.push(answer))
    void service.connect('token')
    await settled()
    socket().open()
    reading.resolve(undefined)
    await settled()
    expect(socket().ofType('scan')).toHaveLength(1)
    expect(answers).toHaveLength(1)
    socket().say(granted('id-1'))
    await expect(answers[0]).resolves.toMatchObject({ verdict: 'granted' })
  })
})

describe('what is recorded at a desk', () => {
  it('is sent as whose it was, whoever signs in before it is sent', async () => {
    let signInId = 'anna’s'
    const { hub, service, clock, sockets } = await liveLine(memoryOutbox(), () => signInId)
    hub.onclose?.({ code: 1006, reason: '' })
    void service.scan('CARD-1')
    void service.undo('visit-1')
    signInId = 'ben’s'
    void service.scan('CARD-2')
    await clock.run(1_000)
    sockets[1]?.open()
    await settled()
    const sent = [...(sockets[1]?.ofType('scan') ?? []), ...(sockets[1]?.ofType('undo') ?? [])]
    expect(sent.map(({ payload }) => payload?.['recordedBy'])).toEqual([
      { signInId: 'anna’s' },
      { signInId: 'ben’s' },
      { signInId: 'anna’s' },
    ])
  })

  it('is nobody’s where the page does not know the sign-in', async () => {
    const { hub, service } = await liveLine(memoryOutbox(), () => null)
    await settled()
    void service.scan('CARD-1')
    expect(hub.ofType('scan')[0]?.payload?.['recordedBy']).toEqual({})
  })

  it('and refused is listed until somebody has seen it, over a reload too', async () => {
    const outbox = memoryOutbox()
    const { hub, service } = await liveLine(outbox)
    await settled()
    const asked = service.scan('CARD-1')
    hub.refuse(hub.ofType('scan')[0], 'forbidden')
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
    const refused = [{ outcome: { verdict: 'error', failedBy: 'forbidden' } }]
    expect(service.store.getState().saved).toMatchObject(refused)
    const reloaded = fakeLine(outbox)
    await settled()
    expect(reloaded.service.store.getState().saved).toMatchObject(refused)
    expect(reloaded.service.connection.waiting).toBe(0)
    reloaded.service.clearSettled()
    expect(outbox.entries.size).toBe(0)
  })

  it('by hand keeps whom it is about, which the hub is not sent, over a reload too', async () => {
    const outbox = memoryOutbox()
    const away = fakeLine(outbox)
    void away.service.checkIn('m-1', undefined, undefined, { name: 'Sofia Lindqvist' })
    void away.service.checkOut('v-1', undefined, 'Tom Berger')
    void away.service.undo('v-2', 'Ines Costa')
    await settled()
    const names = [{ name: 'Sofia Lindqvist' }, { name: 'Tom Berger' }, { name: 'Ines Costa' }]
    expect(away.service.store.getState().saved).toMatchObject(names)
    const { hub, service } = await liveLine(outbox)
    await settled()
    expect(service.store.getState().saved).toMatchObject(names)
    const [checkIn] = hub.ofType('check_in')
    expect(JSON.stringify(hub.sent)).not.toContain('Sofia')
    hub.refuse(checkIn, 'forbidden')
    await settled()
    expect(service.store.getState().saved[0]).toMatchObject({
      name: 'Sofia Lindqvist',
      outcome: { verdict: 'error', name: null },
    })
  })

  it('and answered at once leaves nothing behind', async () => {
    const outbox = memoryOutbox()
    const { hub, service } = await liveLine(outbox)
    await settled()
    void service.scan('CARD-1')
    hub.say(granted(hub.ofType('scan')[0]?.requestId))
    await settled()
    expect([outbox.entries.size, service.store.getState().saved]).toEqual([0, []])
  })
})
