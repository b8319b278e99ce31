import { describe, expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { CLOSE } from '../../../server/protocol/close-codes.ts'
import { lastingStorage } from '../lasting-storage.ts'
import { liveLine, settled } from '../testing/fake-hub.ts'
import type { ReadersNow } from '../readers/readers.ts'
import { MAX_NOTICES } from './notice.ts'
import { Notices } from './notices.ts'
import { watchDesk } from './watch-desk.ts'

function storageOf(stored: Map<string, string>) {
  return lastingStorage(() => ({
    getItem: (key) => stored.get(key) ?? null,
    setItem: (key, value) => void stored.set(key, value),
  }))
}

/** Notices with a clock that stands where it is put. */
function noticesAt(stored = new Map<string, string>()) {
  const clock = { now: 1_000 }
  return { clock, notices: new Notices(storageOf(stored), () => clock.now) }
}

const sound = { kind: 'sound_failed', about: '' } as const
const lost = { kind: 'connection_lost', about: '' } as const

describe('what happened at a desk', () => {
  it('is counted as one matter, and is news again when it happens again', () => {
    const { clock, notices } = noticesAt()
    notices.happened(sound)
    notices.seeAll()
    clock.now = 5_000
    notices.happened(sound)
    expect(notices.store.getState().notices).toEqual([
      { ...sound, firstAt: 1_000, lastAt: 5_000, count: 2, since: null, lastedMs: null, isSeen: false },
    ])
  })

  it('goes on until it is missing, and says how long it took', () => {
    const { clock, notices } = noticesAt()
    notices.goOn(['connection_lost'], [lost])
    notices.goOn(['connection_lost'], [lost])
    notices.goOn(['reader_lost'], [])
    expect(notices.store.getState().notices).toMatchObject([{ count: 1, since: 1_000 }])
    clock.now = 61_000
    notices.goOn(['connection_lost'], [])
    expect(notices.store.getState().notices).toMatchObject([{ count: 1, since: null, lastedMs: 60_000 }])
  })

  it('is kept over a reload until somebody has read it; what goes on cannot be cleared', () => {
    const stored = new Map<string, string>()
    const { notices } = noticesAt(stored)
    notices.happened(sound)
    notices.goOn(['connection_lost'], [lost])
    const again = noticesAt(stored).notices
    again.clear()
    expect(again.store.getState().notices).toHaveLength(2)
    again.seeAll()
    again.clear()
    expect(again.store.getState().notices).toMatchObject([{ kind: 'connection_lost', isSeen: true }])
    stored.set('av-gym-front-desk notices', '[{"kind":"nonsense"}]')
    expect(noticesAt(stored).notices.store.getState().notices).toEqual([])
  })

  it('is bounded: what was read gives way to what was not', () => {
    const { notices } = noticesAt()
    notices.happened({ kind: 'reader_lost', about: 'unread' })
    for (let count = 0; count < MAX_NOTICES; count += 1) {
      notices.happened({ kind: 'command_refused', about: String(count) })
      if (count === 10) notices.seeAll()
    }
    expect(notices.store.getState().notices).toHaveLength(MAX_NOTICES)
    notices.happened({ kind: 'command_refused', about: 'new' })
    const unread = notices.store.getState().notices.filter(({ isSeen }) => !isSeen)
    expect(unread).toHaveLength(MAX_NOTICES - 10)
  })
})

describe('a desk', () => {
  async function watched() {
    const line = await liveLine()
    const { notices, clock } = noticesAt()
    const readers = createStore<ReadersNow>(() => ({ readers: [] }) as unknown as ReadersNow)
    watchDesk({ service: line.service, readers: { store: readers } }, notices)
    return { ...line, notices, clock, readers, timers: line.clock }
  }

  it('notes a lost connection and that it is back', async () => {
    const { hub, notices, service } = await watched()
    expect(notices.store.getState().notices).toEqual([])
    hub.onclose?.({ code: 1006, reason: '' })
    expect(notices.store.getState().notices).toMatchObject([{ kind: 'connection_lost', since: 1_000 }])
    service.disconnect()
    expect(notices.store.getState().notices).toMatchObject([{ since: null, lastedMs: 0 }])
  })

  it('has lost nothing where the hub asks for another sign-in, as after a changed role', async () => {
    const { hub, notices, sockets, clock, timers } = await watched()
    for (const reason of ['role_changed', 'ended', 'expired']) {
      sockets.at(-1)?.onclose?.({ code: CLOSE.unauthorised, reason })
      expect(notices.store.getState().notices).toEqual([])
      await timers.run(1_000)
      sockets.at(-1)?.open()
    }
    expect([sockets.length, hub.isClosed, clock.now]).toEqual([4, true, 1_000])
  })

  it('has lost its connection where it asked for another sign-in and is then away', async () => {
    const { notices, sockets, timers } = await watched()
    sockets[0]?.onclose?.({ code: CLOSE.unauthorised, reason: 'role_changed' })
    await timers.run(1_000)
    sockets[1]?.onclose?.({ code: 1006, reason: '' })
    expect(notices.store.getState().notices).toMatchObject([{ kind: 'connection_lost' }])
  })

  it('has lost nothing where a person takes it over again, or signs in after having signed out', async () => {
    const { hub, notices, service, sockets } = await watched()
    hub.onclose?.({ code: CLOSE.replaced, reason: '' })
    notices.seeAll()
    service.comeBack()
    await settled()
    sockets[1]?.open()
    service.disconnect()
    void service.connect('token')
    await settled()
    expect(service.connection.phase).toBe('connecting')
    expect(notices.store.getState().notices.map(({ kind }) => kind)).toEqual(['stopped'])
  })

  it('notes trouble and warnings of the hub until they are over', async () => {
    const { hub, notices } = await watched()
    hub.say({
      type: 'hub_status',
      payload: { state: 'trouble', reason: 'disk_full', warnings: ['backup_old'] },
    })
    expect(notices.store.getState().notices).toMatchObject([
      { kind: 'hub_warning', about: 'backup_old', since: 1_000 },
      { kind: 'hub_trouble', about: 'disk_full', since: 1_000 },
    ])
    hub.say({ type: 'hub_status', payload: { state: 'ok', warnings: ['backup_old'] } })
    expect(notices.store.getState().notices.filter(({ since }) => since !== null)).toMatchObject([
      { kind: 'hub_warning' },
    ])
  })

  it('notes a command that the hub did not carry out, and no decision of the rules', async () => {
    const { hub, notices, service } = await watched()
    const asked = [service.checkOut('a').catch(() => null), service.checkOut('b').catch(() => null)]
    const [first, second] = hub.ofType('check_out')
    hub.refuse(first, 'forbidden')
    const payload = { error: '', code: 'already_checked_out', retryable: false } as const
    hub.say({ type: 'check_out_error', requestId: second?.requestId ?? '', payload })
    await Promise.all(asked)
    expect(notices.store.getState().notices).toMatchObject([
      { kind: 'command_refused', about: 'forbidden', count: 1 },
    ])
  })

  it('notes a reader that was unplugged, by its name, until it is back', async () => {
    const { notices, readers } = await watched()
    const reader = {
      id: 'r',
      kind: 'hid',
      vendorId: 1,
      productId: 2,
      name: 'Turnstile',
      role: 'desk',
    } as const
    readers.setState({ readers: [{ ...reader, status: 'unplugged' }] })
    expect(notices.store.getState().notices).toMatchObject([
      { kind: 'reader_lost', about: 'Turnstile', since: 1_000 },
    ])
    readers.setState({ readers: [{ ...reader, status: 'connected' }] })
    expect(notices.store.getState().notices).toMatchObject([{ since: null }])
  })
})
