import { describe, expect, it } from 'vitest'
import type { VisitPayload } from '../../../server/protocol/server-frames.ts'
import { emptySnapshot, fakeLine, settled, type FakeSocket } from '../../services/testing/fake-hub.ts'
import type { HubConnection } from '../../services/connection.ts'
import { makeRollCall, type RollCall } from './make-roll-call.ts'

const FIRST_NUMBERS = {
  ...{ currentlyIn: 81, todayTotal: 120, averageStayMinutes: 61, capacity: null },
  ...{ timestamp: '', businessDay: '2026-11-23', epoch: 'e', seq: 5 },
}

const HOUR_MS = 3_600_000

const NAMES = ['Zoë Brandt', 'Emma Clarke']

/** The list of everybody, as the hub gives it to a desk that knows nothing. */
function sayWhoIsInside(hub: FakeSocket): void {
  const present = NAMES.map((full_name) => ({ id: full_name, member: { id: full_name, full_name } }))
  const snapshot = emptySnapshot(hub.ofType('snapshot')[0], 5)
  if (snapshot.type !== 'snapshot') throw new Error('This is no snapshot.')
  const stats = { ...FIRST_NUMBERS, currentlyIn: NAMES.length }
  hub.say({ ...snapshot, payload: { ...snapshot.payload, stats, present: present as VisitPayload[] } })
}

function rollCallAt({ desk, connection }: HubConnection): RollCall {
  const { compare } = new Intl.Collator('en')
  return makeRollCall({ desk, connection, now: 0, confidenceOf: () => 'confirmed', compare })
}

const namesOf = ({ rows }: RollCall) => rows?.map(({ visit }) => visit.member.full_name)

/** A desk that the hub has greeted with its numbers. */
async function greeted() {
  const line = fakeLine()
  void line.service.connect('token')
  await settled()
  const hub = line.socket()
  hub.open()
  hub.say({ type: 'initial_stats', payload: FIRST_NUMBERS })
  return { ...line, hub }
}

describe('a roll-call', () => {
  it('is none before the desk was told who is inside, however early it knows how many', async () => {
    const { service, hub } = await greeted()
    expect(service.desk.stats?.currentlyIn).toBe(81)
    expect(rollCallAt(service)).toMatchObject({ rows: null, isLive: false })
    sayWhoIsInside(hub)
    expect(rollCallAt(service)).toMatchObject({ inside: 2, isLive: true })
    expect(namesOf(rollCallAt(service))).toEqual(['Emma Clarke', 'Zoë Brandt'])
  })

  it('is as old as the last word of a hub that is away, and not live again before all that was missed has come', async () => {
    const { service, hub, clock, socket } = await greeted()
    sayWhoIsInside(hub)
    const toldAt = clock.now()
    await clock.run(5_000)
    hub.onclose?.({ code: 1006, reason: '' })
    expect(rollCallAt(service)).toMatchObject({ inside: 2, isLive: false, asOf: toldAt })
    await clock.run(1_000)
    socket().open()
    expect(service.isConnected).toBe(true)
    expect(rollCallAt(service)).toMatchObject({ inside: 2, isLive: false, asOf: toldAt })
    socket().say({ type: 'resumed', payload: { epoch: 'e', seq: 5, missed: 0 } })
    expect(rollCallAt(service)).toMatchObject({ inside: 2, isLive: true })
  })

  it('is not live where an event was missed, until it has come', async () => {
    const { service, hub } = await greeted()
    sayWhoIsInside(hub)
    hub.say({ type: 'event', payload: { seq: 7 } })
    expect(rollCallAt(service).isLive).toBe(false)
    for (const seq of [6, 7]) hub.say({ type: 'event', payload: { seq } })
    hub.say({ type: 'resumed', payload: { epoch: 'e', seq: 7, missed: 2 } })
    expect(rollCallAt(service).isLive).toBe(true)
  })

  it('has as many people as names and heads beside them, whatever newer numbers say', async () => {
    const { service, hub } = await greeted()
    sayWhoIsInside(hub)
    const numbers = { ...FIRST_NUMBERS, currentlyIn: 6, unregistered: 3, seq: 6 }
    hub.say({ type: 'check_in_stats', payload: numbers })
    expect(rollCallAt(service)).toMatchObject({ inside: 5, unregistered: 3 })
  })

  it('is of the time at the hub, whatever this PC’s clock says', async () => {
    const { hub, service, clock } = await greeted()
    hub.say({
      type: 'heartbeat_ack',
      timestamp: new Date(clock.now() + HOUR_MS).toISOString(),
      seq: FIRST_NUMBERS.seq,
    })
    sayWhoIsInside(hub)
    const roll = rollCallAt(service)
    expect(roll).toMatchObject({ madeAt: HOUR_MS, asOf: clock.now() + HOUR_MS })
  })
})
