import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { WAYS_OUT, type Attempt, type Outcome } from '../../tests/support/shell/ways-out.ts'
import { answerPage } from '../answer-page.ts'
import { joinedHubApi } from '../hub-api.ts'
import { serveDesk } from '../app-protocol.ts'
import { guardDownloads } from './downloads.ts'
import { KioskLock } from './kiosk-lock.ts'
import { mayPress } from './keys.ts'
import { lockWindow } from './lock-window.ts'
import { guardNavigation } from './navigation.ts'
import { grantsPermission } from './permissions.ts'
import { refuseSwitches } from './switches.ts'

const HAPPENED = 'it has happened'
const folder = mkdtempSync(join(tmpdir(), 'ways-out-'))
beforeAll(() => {
  mkdirSync(join(folder, 'out/renderer'), { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{}')
})
afterAll(() => rmSync(folder, { recursive: true }))

type Try<Kind extends Attempt['by']> = (attempt: Extract<Attempt, { by: Kind }>) => Outcome | Promise<Outcome>

/** Tries each kind on the policy that decides it, by the seam that Electron calls. */
const TRIES: { [Kind in Attempt['by']]: Try<Kind> } = {
  key: ({ pressed, on }) => (mayPress(pressed, on) ? HAPPENED : 'the key is not heard'),
  navigation({ to }) {
    const names = ['will-navigate', 'will-redirect', 'will-frame-navigate']
    return names.every((name) => isPrevented(guardedContents(), name, { url: to }))
      ? 'the page stays'
      : HAPPENED
  },
  'new window': ({ to }) =>
    guardedContents().open?.({ url: to }).action === 'deny' ? 'no window opens' : HAPPENED,
  embedding: () =>
    isPrevented(guardedContents(), 'will-attach-webview', {}) ? 'nothing is embedded' : HAPPENED,
  permission: ({ name, media }) =>
    grantsPermission(name, 'app://frontdesk/', media) ? HAPPENED : 'the permission is refused',
  download({ from }) {
    const session = new EventEmitter()
    guardDownloads(session as never, () => true)
    return isPrevented(session, 'will-download', {}, { getURL: () => from }) ? 'nothing is saved' : HAPPENED
  },
  call: tryCall,
  async file({ address }) {
    const { status } = await serveDesk(join(folder, 'out/renderer'), () => Promise.resolve(null))(
      new Request(address),
    )
    return status === 404 ? 'there is no such file' : HAPPENED
  },
  switch({ word, on }) {
    try {
      refuseSwitches(['--kiosk', word], on)
      return HAPPENED
    } catch {
      return 'the desk does not start'
    }
  },
  window({ event }) {
    const { window, lock } = lockedWindow()
    const isAnnounced = event !== 'minimize' && event !== 'leave-full-screen'
    const isHeld = isPrevented(window, event, {}) || (!isAnnounced && window.isCovering)
    return isHeld && lock.isLocked ? 'the window stays as it is' : HAPPENED
  },
}

const tried = (attempt: Attempt): Outcome | Promise<Outcome> =>
  (TRIES[attempt.by] as (given: Attempt) => Outcome | Promise<Outcome>)(attempt)

describe('a way out of a locked desk', () => {
  test.each(WAYS_OUT)('%s', async (_way, attempt, must) => {
    expect(await tried(attempt)).toBe(must)
  })

  test('is known in sixty forms and more, each named once', () => {
    const names = WAYS_OUT.map(([way]) => way)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThanOrEqual(60)
  })
})

describe('the lock', () => {
  test('is opened by a proof that the hub takes, and holds again when it is locked', async () => {
    const { window, lock, app } = lockedWindow()
    const call = await pageWithHub(200, { left: true }, lock)
    expect(await call('kiosk:leave', { deskToken: 'd', approval: 'a' })).toBe(true)
    expect([lock.state, window.isCovering, isPrevented(window, 'close', {})]).toEqual(['open', false, false])
    await call('kiosk:lock')
    expect([lock.state, window.isCovering, isPrevented(window, 'close', {})]).toEqual(['locked', true, true])
    app.emit('before-quit')
    expect(isPrevented(window, 'close', {})).toBe(false)
  })

  test('stays shut where the hub does not answer in its own words', async () => {
    const lock = new KioskLock(true)
    for (const [status, body] of [
      [200, {}],
      [200, { left: 'true' }],
      [500, { left: true }],
    ] as const) {
      const call = await pageWithHub(status, body, lock)
      expect(await call('kiosk:leave', { deskToken: 'd', approval: 'a' })).toBe(false)
    }
    expect(lock.state).toBe('locked')
  })

  test('is none where the desk was not started as a kiosk, and cannot be shut there', async () => {
    const lock = new KioskLock(false)
    const call = await pageWithHub(200, { left: true }, lock)
    await call('kiosk:lock')
    expect(await call('kiosk:state')).toBe('none')
  })

  test('prints without the system’s dialog while it is shut', async () => {
    const lock = new KioskLock(true)
    const call = await pageWithHub(200, { left: true }, lock)
    await call('kiosk:print')
    await call('kiosk:leave', { deskToken: 'd', approval: 'a' })
    await call('kiosk:print')
    expect(printed.map(({ silent }) => silent)).toEqual([true, false])
  })
})

class Contents extends EventEmitter {
  open: ((details: { url: string }) => { action: string }) | null = null
  zoom = 3
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.open = handler
  }
  setZoomFactor(factor: number): void {
    this.zoom = factor
  }
}

function guardedContents(): Contents {
  const app = new EventEmitter()
  guardNavigation(app as never)
  const contents = new Contents()
  app.emit('web-contents-created', {}, contents)
  return contents
}

class Window extends EventEmitter {
  readonly webContents = new Contents()
  isCovering = false
  isDestroyed = () => false
  isMinimized = () => true
  restore = () => undefined
  focus = () => undefined
  setKiosk(isOn: boolean): void {
    this.isCovering = isOn
  }
}

function lockedWindow() {
  const [window, lock, app] = [new Window(), new KioskLock(true), new EventEmitter()]
  lockWindow(window as never, lock, app as never)
  return { window, lock, app }
}

/** True where a listener prevents what the event announces. */
function isPrevented(emitter: EventEmitter, name: string, fields: object, ...more: unknown[]): boolean {
  let isPrevented = false
  emitter.emit(name, { ...fields, preventDefault: () => (isPrevented = true) }, ...more)
  return isPrevented
}

const printed: { silent: boolean }[] = []
const SENDER = { print: (options: { silent: boolean }) => void printed.push(options) }
type Listener = (event: object, ...given: unknown[]) => unknown

function answering(lock: KioskLock, hubAddress: string): Map<string, Listener> {
  const listeners = new Map<string, Listener>()
  const ipc = { handle: (channel: string, listener: Listener) => void listeners.set(channel, listener) }
  const members = { open: () => false, close: () => undefined }
  const secrets = { read: () => Promise.resolve({}), keep: () => Promise.resolve() }
  const answers = joinedHubApi({ address: hubAddress, code: null })
  const diagnostics = () => Promise.resolve({})
  const appVersion = () => ({ version: '1.0.0', update: { kind: 'off' as const } })
  answerPage(ipc as never, { answers, lock, members, secrets, diagnostics, appVersion })
  return listeners
}

async function tryCall({
  channel,
  given,
  from,
  isHubRefusing,
}: Extract<Attempt, { by: 'call' }>): Promise<Outcome> {
  const lock = new KioskLock(true)
  const hub = await startFalseHub(isHubRefusing ? 403 : 200, { left: true })
  const parent = from?.isInFrame ? {} : null
  const senderFrame = { origin: from?.origin ?? 'app://frontdesk', parent }
  const listener = answering(lock, hub).get(channel)
  const calling = new Promise<unknown>((resolve) =>
    resolve(listener?.({ sender: SENDER, senderFrame }, ...given)),
  )
  const answer = await calling.catch(() => false)
  return answer === false && lock.isLocked ? 'the call is refused' : HAPPENED
}

async function pageWithHub(status: number, body: object, lock: KioskLock) {
  printed.length = 0
  const listeners = answering(lock, await startFalseHub(status, body))
  const event = { sender: SENDER, senderFrame: { origin: 'app://frontdesk', parent: null } }
  return (channel: string, ...given: unknown[]) => listeners.get(channel)?.(event, ...given)
}

async function startFalseHub(status: number, body: object): Promise<string> {
  const server = createServer((_request, response) => response.writeHead(status).end(JSON.stringify(body)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}
