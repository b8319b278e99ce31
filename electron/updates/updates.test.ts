import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '../log.ts'
import { INSTALL_AGAIN_MS } from '../limits.ts'
import { keepTried, wasTried } from './tried.ts'
import type { Updater } from './updater.ts'
import { Updates } from './updates.ts'

const log = createLog({ showsAll: false, write: () => undefined, show: () => undefined })

const PLAN = { address: 'updates/', mayInstall: true }

/** A hub that gives these plans, one after the other and the last for ever, and a PC that does what it is told. */
async function start(
  plans: readonly object[],
  own: Partial<Updater> = {},
  { idle = 3_600, tried = '' } = {},
) {
  const done: string[] = []
  const left = [...plans]
  const server = createServer((_request, response) => {
    const plan = left.length > 1 ? left.shift() : left[0]
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(plan))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  onTestFinished(() => void close())
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const updater: Updater = {
    find(from) {
      done.push(`find ${from.replace(address, '')}`)
      return Promise.resolve('2.0.0')
    },
    download() {
      done.push('download')
      return Promise.resolve()
    },
    mayInstall: () => true,
    install: () => void done.push('install'),
    ...own,
  }
  const updates = new Updates({
    updater,
    askedHub: () => Promise.resolve({ address, pin: null }),
    idleSeconds: () => idle,
    wasTried: (version) => version === tried,
    prepare(version) {
      done.push(`prepare ${version}`)
      return Promise.resolve()
    },
    startAnewIn: (ms) => void done.push(`start anew in ${ms / 1_000} s`),
    log,
  })
  return { updates, done, close }
}

test('a newer version is found, loaded and installed, whoever looks how often', async () => {
  const { updates, done } = await start([PLAN])
  await Promise.all([updates.look(), updates.look()])
  expect(done).toEqual(['find updates/', 'download', 'prepare 2.0.0', 'install', 'start anew in 120 s'])
  expect(updates.state).toEqual({ kind: 'waiting', version: '2.0.0' })
})

test.each([
  ['the gym is open', [{ ...PLAN, mayInstall: false }]],
  ['the gym has no updates', [{ ...PLAN, address: null }]],
  ['the hub is an older one', [{ error: { code: 'not_found' } }]],
])('nothing is looked for while %s', async (_why, plans) => {
  const { updates, done } = await start(plans)
  await updates.look()
  expect(done).toEqual([])
  expect(updates.state).toEqual({ kind: 'current' })
})

test('nothing is looked for while somebody uses the PC', async () => {
  const { updates, done } = await start([PLAN], {}, { idle: 14 * 60 })
  await updates.look()
  expect(done).toEqual([])
})

test('what took until the gym opens is installed another night', async () => {
  const { updates, done } = await start([PLAN, { ...PLAN, mayInstall: false }])
  await updates.look()
  expect(done).toEqual(['find updates/', 'download'])
  expect(updates.state).toEqual({ kind: 'waiting', version: '2.0.0' })
})

test('an app that this user may not replace is not ended for nothing', async () => {
  const { updates, done } = await start([PLAN], { mayInstall: () => false })
  await updates.look()
  expect(done).toEqual(['find updates/'])
  expect(updates.state).toEqual({ kind: 'needs_administrator', version: '2.0.0' })
})

test('a failure is told, and the next look tries again', async () => {
  let looks = 0
  const find = () => (++looks === 1 ? Promise.reject(new Error('not signed')) : Promise.resolve(null))
  const { updates } = await start([PLAN], { find })
  await updates.look()
  expect(updates.state).toEqual({ kind: 'failed' })
  await updates.look()
  expect(updates.state).toEqual({ kind: 'current' })
})

test('an installer that cannot be started leaves no gym without its hub', async () => {
  const { updates, done } = await start([PLAN], {
    install() {
      throw new Error('the disk is full')
    },
  })
  await updates.look()
  expect(done.slice(2)).toEqual(['prepare 2.0.0', 'start anew in 0 s'])
  expect(updates.state).toEqual({ kind: 'failed' })
})

test('a version that was tried in vain is not tried again in the same night', async () => {
  const { updates, done } = await start([PLAN], {}, { tried: '2.0.0' })
  await updates.look()
  expect(done).toEqual(['find updates/'])
  expect(updates.state).toEqual({ kind: 'failed' })
})

test('what was tried is known for a night', () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-tried-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  expect(wasTried(folder, '2.0.0', 0)).toBe(false)
  keepTried(folder, '2.0.0', 0)
  expect(wasTried(folder, '2.0.0', INSTALL_AGAIN_MS - 1)).toBe(true)
  expect(wasTried(folder, '2.0.1', 0)).toBe(false)
  expect(wasTried(folder, '2.0.0', INSTALL_AGAIN_MS)).toBe(false)
})

test('what failed, or was waited for, is forgotten where the gym has no updates any more', async () => {
  const find = () => Promise.reject(new Error('not signed'))
  const { updates } = await start([PLAN, { address: null, mayInstall: false }], { find })
  await updates.look()
  expect(updates.state).toEqual({ kind: 'failed' })
  await updates.look()
  expect(updates.state).toEqual({ kind: 'current' })
})

test('a hub that is away is no failure', async () => {
  const { updates, close } = await start([PLAN])
  await close()
  await updates.look()
  expect(updates.state).toEqual({ kind: 'current' })
})

test('an address of the owner’s own is asked as it is', async () => {
  const { updates, done } = await start([{ ...PLAN, address: 'https://updates.example/desk/' }])
  await updates.look()
  expect(done[0]).toBe('find https://updates.example/desk/')
})
