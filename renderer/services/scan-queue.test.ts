import { describe, expect, it } from 'vitest'
import type { ServerFrame } from '../../server/protocol/server-frames.ts'
import type { OutboxEntry, OutboxStorage } from './outbox-entry.ts'
import { ScanQueue } from './scan-queue.ts'
import { memoryOutbox } from './testing/memory-outbox.ts'
import { fakeLine, liveLine, settled } from './testing/fake-hub.ts'

const keptScan = (requestId: string, code: string): OutboxEntry => ({
  requestId,
  text: JSON.stringify({
    type: 'scan',
    payload: { code, occurredAt: '2026-11-23T08:00:00.000Z' },
    requestId,
  }),
})

describe('a scan from before the page was loaded again', () => {
  it('is shown as waiting, sent as it was, and its late answer is shown', async () => {
    const { service, socket, clock } = fakeLine(memoryOutbox(keptScan('id-1', 'CARD-1')))
    const scans = new ScanQueue(service, clock)
    await settled()
    expect(scans.store.getState().shown).toMatchObject({ code: 'CARD-1', state: 'waiting' })
    void service.connect('token')
    await settled()
    const hub = socket()
    hub.open()
    await settled()
    expect(hub.ofType('scan')).toMatchObject([{ requestId: 'id-1', payload: { code: 'CARD-1' } }])
    const answer = { verdict: 'denied', reason: 'unknown_credential', message: '' } as const
    hub.say({
      type: 'scan_result',
      requestId: 'id-1',
      payload: { ...answer, flags: [], member: null, visit: null, actions: [] },
    })
    await settled()
    expect(scans.store.getState().shown).toMatchObject({
      state: 'answered',
      scannedAt: Date.parse('2026-11-23T08:00:00.000Z'),
      result: { verdict: 'denied', reason: 'unknown_credential' },
    })
    expect(service.connection.waiting).toBe(0)
  })

  it('that the hub refuses to take says so, and is no fault of the page', async () => {
    const { service, socket, clock } = fakeLine(memoryOutbox(keptScan('id-1', 'CARD-1')))
    const scans = new ScanQueue(service, clock)
    await settled()
    void service.connect('token')
    await settled()
    socket().open()
    socket().refuse({ type: 'scan', requestId: 'id-1' }, 'forbidden')
    await settled()
    expect(scans.store.getState().shown).toMatchObject({ state: 'answered', result: { verdict: 'error' } })
  })
})

describe('what became of scans that had waited', () => {
  it('stays off the stage but for the one that is shown as waiting, and is listed until somebody clears it', async () => {
    const { hub, service, clock, sockets } = await liveLine(memoryOutbox())
    const scans = new ScanQueue(service, clock)
    hub.onclose?.({ code: 1006, reason: '' })
    for (const code of ['ONE', 'TWO', 'THREE']) void scans.scan(code)
    await settled()
    expect(scans.store.getState().shown).toMatchObject({ code: 'THREE', state: 'waiting' })
    const shown: (string | null | undefined)[] = []
    scans.store.subscribe(({ shown: now }) => shown.push(now?.code))
    await clock.run(1_000)
    sockets[1]?.open()
    await settled()
    const sent = sockets[1]?.ofType('scan') ?? []
    const answer = { message: '', member: null, visit: null }
    for (const { requestId = '' } of sent) {
      const payload = { ...answer, reason: 'expired' as const, flags: [], actions: [] }
      sockets[1]?.say({ type: 'scan_result', requestId, payload: { ...payload, verdict: 'denied' } })
    }
    await clock.run(10_000)
    expect(shown).toEqual(['THREE'])
    const outcome = { verdict: 'denied', reason: 'expired', failedBy: null, name: null }
    expect(service.store.getState().saved).toMatchObject([{ outcome }, { outcome }, { outcome }])
    service.clearSettled()
    expect(service.store.getState().saved).toEqual([])
  })
})

describe('a scan while the hub is away', () => {
  const scanAway = async (put: OutboxStorage['put']) => {
    const { service, clock } = fakeLine({ ...memoryOutbox(), put })
    const scans = new ScanQueue(service, clock)
    await settled()
    void scans.scan('CARD-1')
    await settled()
    return { scans, clock, shown: () => scans.store.getState().shown }
  }

  it('is not said to be saved before it is', async () => {
    const writing = Promise.withResolvers<undefined>()
    const { shown } = await scanAway(() => writing.promise)
    expect(shown()).toBeNull()
    writing.resolve(undefined)
    await settled()
    expect(shown()).toMatchObject({ code: 'CARD-1', state: 'waiting', isUnsaved: false })
  })

  it('that cannot be saved says so', async () => {
    const { shown } = await scanAway(() => Promise.reject(new Error('QuotaExceededError')))
    expect(shown()).toMatchObject({ code: 'CARD-1', state: 'waiting', isUnsaved: true })
  })

  it('is shown where the storage says nothing, and so is the next one', async () => {
    const { scans, clock, shown } = await scanAway(() => new Promise(() => undefined))
    await clock.run(3_000)
    expect(shown()).toMatchObject({ code: 'CARD-1', isUnsaved: true })
    void scans.scan('CARD-2')
    await clock.run(3_000)
    expect(shown()).toMatchObject({ code: 'CARD-2', isUnsaved: true })
  })
})

describe('two readers that typed into each other', () => {
  it('are answered here: nothing is sent, and nobody is let in', async () => {
    const { service, socket, clock } = fakeLine(memoryOutbox())
    const scans = new ScanQueue(service, clock)
    void service.connect('token')
    await settled()
    socket().open()
    scans.read({ is: 'ambiguous', typed: 'DDEEMMOO' })
    expect(scans.store.getState().shown).toMatchObject({
      code: null,
      result: { verdict: 'error', reason: 'ambiguous' },
    })
    expect(socket().ofType('scan')).toEqual([])
  })
})

/** A live desk's stage, and how a card is scanned there and answered. */
async function stage() {
  const answer = { flags: [], message: '', visit: null, actions: [] }
  const line = await liveLine()
  const scans = new ScanQueue(line.service, line.clock)
  const say = async (code: string, verdict: 'granted' | 'denied', isKnown = true) => {
    const requestId = line.hub.ofType('scan').at(-1)?.requestId ?? ''
    const member = isKnown ? { id: code, full_name: code, membership_type: 'Unlimited' } : null
    const payload = { ...answer, verdict, reason: isKnown ? 'ok_in' : 'unknown_credential', member }
    line.hub.say({ type: 'scan_result', requestId, payload } as ServerFrame)
    await settled()
  }
  const scan = async (code: string, ...said: ['granted' | 'denied', boolean?]) => {
    void scans.scan(code)
    await say(code, ...said)
  }
  return { ...line, scans, scan, say }
}

describe('a result that needs a look', () => {
  it('stays for a second and a half when another comes right after it, which waits for its turn', async () => {
    const { scans, scan, clock } = await stage()
    await scan('ONE', 'denied')
    await clock.run(100)
    await scan('TWO', 'granted')
    expect(scans.store.getState()).toMatchObject({ shown: { code: 'ONE' }, waiting: 1 })
    await clock.run(1_399)
    expect(scans.store.getState()).toMatchObject({ shown: { code: 'ONE' }, waiting: 1 })
    await clock.run(1)
    expect(scans.store.getState()).toMatchObject({ shown: { code: 'TWO' }, waiting: 0 })
  })

  it('gives way at once to the answer about a member where it is about none', async () => {
    const { scans, scan } = await stage()
    for (const code of ['DCSSAMPLE', 'DACJOHN', 'DBB06061986']) await scan(code, 'denied', false)
    expect(scans.store.getState()).toMatchObject({ shown: { code: 'DCSSAMPLE' }, waiting: 2 })
    await scan('JON', 'granted')
    expect(scans.store.getState()).toMatchObject({ shown: { code: 'JON' }, waiting: 0 })
  })

  it('gives way to a member who is refused too, and then stays for them', async () => {
    const { scans, scan, clock } = await stage()
    await scan('NOBODY', 'denied', false)
    await scan('EVE', 'denied')
    await clock.run(100)
    await scan('NOBODY-2', 'denied', false)
    expect(scans.store.getState()).toMatchObject({ shown: { code: 'EVE' }, waiting: 1 })
  })

  it('that says a card could not be read is not passed over by somebody else who is let in', async () => {
    const { scans, scan, clock } = await stage()
    const reasonShown = () => scans.store.getState().shown?.result?.reason
    scans.read({ is: 'ambiguous', typed: '' })
    await clock.run(50)
    await scan('BEA', 'granted')
    expect(reasonShown()).toBe('ambiguous')
    await clock.run(1_450)
    expect(scans.store.getState().shown?.code).toBe('BEA')
    await scan('ANN', 'denied')
    scans.read({ is: 'ambiguous', typed: '' })
    await scan('NOBODY', 'denied', false)
    await scan('BEA', 'granted')
    await clock.run(1_500)
    expect(reasonShown()).toBe('ambiguous')
    await clock.run(1_500)
    expect(scans.store.getState()).toMatchObject({ shown: { code: 'BEA' }, waiting: 0 })
  })

  it('of an unknown card gives way to a member behind a card that could not be read', async () => {
    const { scans, scan } = await stage()
    await scan('NOBODY', 'denied', false)
    scans.read({ is: 'ambiguous', typed: '' })
    await scan('BEA', 'granted')
    expect(scans.store.getState()).toMatchObject({ shown: { result: { reason: 'ambiguous' } }, waiting: 1 })
  })

  it('makes nobody wait who is let in after somebody who was', async () => {
    const { scans, scan, clock } = await stage()
    await scan('ONE', 'granted')
    await clock.run(100)
    await scan('TWO', 'granted')
    expect(scans.store.getState()).toMatchObject({ shown: { code: 'TWO' }, waiting: 0 })
  })
})

describe('a key that is pressed just when another result comes', () => {
  it('is meant for the one that was there to be read', async () => {
    const { scans, scan, clock } = await stage()
    await scan('ONE', 'granted')
    expect(scans.meant()?.code).toBe('ONE')
    await clock.run(2_000)
    await scan('TWO', 'granted')
    expect([scans.store.getState().shown?.code, scans.meant()?.code]).toEqual(['TWO', 'ONE'])
    await clock.run(300)
    expect(scans.meant()?.code).toBe('TWO')
  })

  it('dismisses nothing that nobody has read yet', async () => {
    const { scans, scan, clock } = await stage()
    await scan('ONE', 'granted')
    await clock.run(2_000)
    await scan('TWO', 'granted')
    await clock.run(299)
    scans.dismiss()
    expect(scans.store.getState().shown?.code).toBe('TWO')
    await clock.run(1)
    scans.dismiss()
    expect(scans.store.getState().shown).toBeNull()
  })

  it('and heard of late is meant for the one that was there when it went down', async () => {
    const { scans, scan, clock } = await stage()
    await scan('ONE', 'granted')
    await clock.run(2_000)
    await scan('TWO', 'granted')
    await clock.run(1_000)
    expect([scans.meant(1_100)?.code, scans.meant(701)?.code]).toEqual(['ONE', 'ONE'])
    expect([scans.meant(700)?.code, scans.meant()?.code]).toEqual(['TWO', 'TWO'])
    scans.dismiss(701)
    expect(scans.store.getState().shown?.code).toBe('TWO')
    scans.dismiss(700)
    expect(scans.store.getState().shown).toBeNull()
  })

  it('is meant for an answer that came late, and not for one that had left the stage long before', async () => {
    const { scans, scan, say, clock } = await stage()
    await scan('ONE', 'granted')
    await clock.run(2_000)
    void scans.scan('TWO')
    await clock.run(2_000)
    expect(scans.store.getState().shown).toMatchObject({ code: 'TWO', state: 'asking' })
    await say('TWO', 'granted')
    expect(scans.meant()).toMatchObject({ code: 'TWO', state: 'answered' })
  })

  it('is meant for the newer of two about the same card', async () => {
    const { scans, scan, clock } = await stage()
    await scan('ONE', 'denied')
    await clock.run(100)
    await scan('ONE', 'granted')
    expect(scans.meant()?.result?.verdict).toBe('granted')
  })
})

describe('a stage that nobody may see any more', () => {
  it('is cleared of what has just come and of what waits for its turn', async () => {
    const { scans, scan, clock } = await stage()
    await scan('ONE', 'granted')
    await clock.run(2_000)
    await scan('TWO', 'denied')
    await scan('THREE', 'granted')
    expect(scans.store.getState()).toMatchObject({ shown: { code: 'TWO' }, waiting: 1 })
    scans.clear()
    await clock.run(2_000)
    expect(scans.store.getState()).toEqual({ shown: null, waiting: 0 })
  })
})
