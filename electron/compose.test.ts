import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { hubIdOf, writePairingText } from '../server/protocol/pairing.ts'
import { startKeyServer, type KeyServer } from '../tests/support/hub/key-server.ts'
import { temporaryFolder } from '../tests/support/temporary-folder.ts'
import { createLog } from './log.ts'
import { compose } from './compose.ts'
import { readKioskFile, writeKioskFile } from './settings/kiosk-file.ts'

/** A desk waits two seconds for a hub that is not there, once. */
const LONGER_THAN_LOCATING = { timeout: 30_000 }

const CODE = 'ABCDEFGHJK'

/** What a manager at this hub reads to whoever stands at another PC. */
const textOf = ({ pin }: KeyServer): string =>
  writePairingText({ hubId: hubIdOf(Buffer.from(pin, 'base64')), code: CODE })

const startHub = (): Promise<KeyServer> => startKeyServer((_request, response) => response.end())

/** A PC that nobody has told what it is, or that remembers it in this folder. */
function newPc(userData = temporaryFolder()) {
  const done: string[] = []
  const ownHub = Object.assign(new EventEmitter(), {
    ...{ pid: 1, stdout: new PassThrough(), stderr: new PassThrough(), postMessage: () => undefined },
    kill: () => ownHub.emit('exit', 0),
  })
  const { answers } = compose(
    { kind: 'remembered' },
    {
      userData,
      log: createLog({ showsAll: false, write: () => undefined, show: () => undefined }),
      fork() {
        done.push('start a hub')
        return ownHub
      },
      fail: (error) => done.push(String(error)),
      loadPage: () => done.push('load the page'),
      restart: () => done.push('start anew'),
    },
  )
  onTestFinished(() => void ownHub.kill())
  const endHub = (code: number): void => {
    ownHub.stdout.end()
    ownHub.stderr.end()
    ownHub.emit('exit', code)
  }
  return { answers, done, endHub, role: () => readKioskFile(userData) }
}

test('a PC that joins keeps its hub’s key and the code, and starts anew as its desk', async () => {
  const hub = await startHub()
  const pc = newPc()
  expect(await pc.answers.joinHub({ text: textOf(hub), address: `127.0.0.1:${hub.port}` })).toBe('joined')
  const { host, port, pin } = hub
  expect(pc.role()).toEqual({ role: 'desk', hub: { host, port, pin }, code: CODE })
  expect(pc.done).toEqual(['start anew'])
  expect(hub.asked).toEqual([])
})

test('a PC that finds another key in the hub’s place joins nobody', async () => {
  const [hub, other] = [await startHub(), await startHub()]
  const pc = newPc()
  const joined = await pc.answers.joinHub({ text: textOf(hub), address: `127.0.0.1:${other.port}` })
  expect(joined).toBe('other_hub')
  expect(pc.role()).toBeNull()
  expect(pc.done).toEqual([])
  expect(other.asked).toEqual([])
})

test('a PC that is told a spoilt text joins nobody', async () => {
  const hub = await startHub()
  const pc = newPc()
  const text = textOf(hub).slice(0, -3)
  expect(await pc.answers.joinHub({ text, address: `127.0.0.1:${hub.port}` })).toBe('no_text')
  expect(pc.role()).toBeNull()
})

test('of two hubs that a PC joins at once it becomes a desk of the last, and starts anew once', async () => {
  const hubs = [await startHub(), await startHub()]
  const pc = newPc()
  const joining = hubs.map((hub) =>
    pc.answers.joinHub({ text: textOf(hub), address: `127.0.0.1:${hub.port}` }),
  )
  expect(await Promise.all(joining)).toEqual(['joined', 'joined'])
  expect(pc.role()).toMatchObject({ role: 'desk', hub: { pin: hubs[1]?.pin } })
  expect(pc.done).toEqual(['start anew'])
})

test('a PC that is made the host while it looks for a hub stays the host', async () => {
  const hub = await startHub()
  const pc = newPc()
  const joining = pc.answers.joinHub({ text: textOf(hub), address: `127.0.0.1:${hub.port}` })
  expect(await pc.answers.hostHere()).toBe('hosting')
  await expect(joining).rejects.toThrow('made the host')
  expect(pc.role()).toEqual({ role: 'host' })
  expect(pc.done).toEqual(['start a hub'])
})

test('a host whose hub was replaced joins the hub with the same key, and its page goes on with what it has kept', async () => {
  const userData = temporaryFolder()
  const [next, other] = [await startHub(), await startHub()]
  writeKioskFile(userData, { role: 'host', id: 'http://127.0.0.1:8000/' })
  mkdirSync(join(userData, 'hub/lan'), { recursive: true })
  writeFileSync(join(userData, 'hub/lan/certificate.pem'), next.certificate)
  const pc = newPc(userData)
  await expect(pc.answers.joinNextHub(`127.0.0.1:${next.port}`)).rejects.toThrow('not replaced')
  const term = { number: 1, id: '', supersededBy: { number: 2, id: 'later' } }
  writeFileSync(join(userData, 'hub/term.json'), JSON.stringify(term))
  pc.endHub(2)
  expect(await pc.answers.firstStep()).toBe('replaced')
  expect(await pc.answers.joinNextHub(`127.0.0.1:${other.port}`)).toBe('other_hub')
  expect(await pc.answers.joinNextHub(`127.0.0.1:${next.port}`)).toBe('joined')
  const { host, port, pin } = next
  expect(pc.role()).toEqual({ role: 'desk', id: 'http://127.0.0.1:8000/', hub: { host, port, pin } })
  expect(pc.done).toEqual(['start a hub', 'start anew'])
})

/** A desk that was to keep a copy, with these files in its folder. */
function deskWithStandby(files: readonly string[]) {
  const userData = temporaryFolder()
  const folder = join(userData, 'standby')
  mkdirSync(folder)
  for (const name of files) writeFileSync(join(folder, name), '{}')
  const hub = { host: '127.0.0.1', port: 1, pin: `${'A'.repeat(43)}=` }
  writeKioskFile(userData, { role: 'desk', hub, standby: 'standby' })
  return { pc: newPc(userData), hub, folder }
}

test('a desk that was promoted, and ended before it could say so, goes on as the host with what its page has kept', () => {
  const { pc, hub } = deskWithStandby(['term.json'])
  expect(pc.role()).toEqual({ role: 'host', id: hub.pin, data: 'standby' })
  expect(pc.done).toEqual(['start a hub'])
})

test('a promoted host that becomes a desk, and hosts again, has its data where they were', async () => {
  const hub = await startHub()
  const userData = temporaryFolder()
  writeKioskFile(userData, { role: 'host', data: 'standby' })
  const host = newPc(userData)
  await host.answers.joinHub({ text: textOf(hub), address: `127.0.0.1:${hub.port}` })
  expect(host.role()).toMatchObject({ role: 'desk', data: 'standby' })
  await newPc(userData).answers.hostHere()
  expect(host.role()).toEqual({ role: 'host', data: 'standby' })
})

test('a desk that ended while its copy was begun or deleted keeps nothing of it', async () => {
  const { pc, hub, folder } = deskWithStandby(['backup.sqlite'])
  expect(pc.role()).toEqual({ role: 'desk', hub })
  expect(existsSync(folder)).toBe(false)
  expect(await pc.answers.standby()).toEqual({ kind: 'off' })
})

test('a desk goes on with the copy that it keeps, and says how it stands', async () => {
  const { pc, folder } = deskWithStandby(['standby.json'])
  const state = { deskId: 'desk', currentAt: 1, trouble: 'hub' }
  writeFileSync(join(folder, 'standby-state.json'), JSON.stringify(state))
  expect(await pc.answers.standby()).toEqual({ kind: 'on', ...state })
  await vi.waitFor(() => expect(pc.done).toEqual(['start a hub']), LONGER_THAN_LOCATING)
})

test('a desk whose hub is not found waits for it once, whatever its page asks for', async () => {
  const userData = temporaryFolder()
  const { pin } = await startHub()
  // Nobody is at this port.
  writeKioskFile(userData, { role: 'desk', hub: { host: '127.0.0.1', port: 1, pin } })
  const { answers } = newPc(userData)
  const address = 'https://127.0.0.1:1/'
  expect(await answers.placeOfHub()).toBe(address)
  const atOnce = (asked: Promise<unknown>) => Promise.race([asked, nextTurn('waits')])
  expect(await atOnce(answers.placeOfHub())).toBe(address)
  expect(await atOnce(answers.hub())).toEqual({ address, id: pin })
  expect(await atOnce(answers.askedHub())).toMatchObject({ address })
})
