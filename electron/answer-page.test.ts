import { expect, test } from 'vitest'
import { answerPage } from './answer-page.ts'
import { CHANNELS, type PcRole } from './bridge.ts'
import { KioskLock } from './security/kiosk-lock.ts'

type Listener = (event: object, ...given: unknown[]) => unknown

const PAGE = { senderFrame: { origin: 'app://frontdesk', parent: null } }

/** A page on a PC that was started as a kiosk, and what it has made of the PC so far. */
function pageOf(role: PcRole, lock: KioskLock) {
  const listeners = new Map<string, Listener>()
  const done: string[] = []
  const becomes = (what: string): Promise<string> => {
    done.push(what)
    return Promise.resolve(what)
  }
  const answers = {
    pcRole: () => Promise.resolve(role),
    hostHere: () => becomes('hosts'),
    joinHub: () => becomes('joined'),
  }
  const ipc = { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) }
  answerPage(ipc as never, { answers, lock } as never)
  const call = (channel: string, ...given: unknown[]) =>
    Promise.resolve(listeners.get(channel)?.(PAGE, ...given))
  return { call, done }
}

const ASKED = { text: '', address: '' }

test('a locked screen of a PC that is something stays what it is', async () => {
  for (const role of ['host', 'desk'] as const) {
    const { call, done } = pageOf(role, new KioskLock(true))
    await expect(call(CHANNELS.hostHere)).rejects.toThrow('Refused.')
    await expect(call(CHANNELS.joinHub, ASKED)).rejects.toThrow('Refused.')
    expect(done).toEqual([])
  }
})

test('a locked screen of a new PC may choose, and one that a manager has opened may choose again', async () => {
  const opened = new KioskLock(true)
  opened.open()
  const pages = [pageOf('new', new KioskLock(true)), pageOf('desk', opened)]
  for (const { call, done } of pages) {
    await call(CHANNELS.hostHere)
    await call(CHANNELS.joinHub, ASKED)
    expect(done).toEqual(['hosts', 'joined'])
  }
})
