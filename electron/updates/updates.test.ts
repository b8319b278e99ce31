import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { createLog } from '../log.ts'
import type { Updater } from './updater.ts'
import { Updates } from './updates.ts'

const log = createLog({ showsAll: false, write: () => undefined, show: () => undefined })

const PLAN = { address: 'updates/', mayInstall: true }

/** A hub that gives these plans, one after the other and the last for ever, and a PC that does what it is told. */
async function start(plans: readonly object[], own: Partial<Updater> = {}, idle = 3_600) {
  const done: string[] = []
  const left = [...plans]
  const server = createServer((_request, response) => {
    const plan = left.length > 1 ? left.shift() : left[0]
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(plan))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
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
    prepare() {
      done.push('prepare')
      return Promise.resolve()
    },
    log,
  })
  return { updates, done }
}

test('a newer version is found, loaded and installed, whoever looks how often', async () => {
  const { updates, done } = await start([PLAN])
  await Promise.all([updates.look(), updates.look()])
  expect(done).toEqual(['find updates/', 'download', 'prepare', 'install'])
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
  const { updates, done } = await start([PLAN], {}, 14 * 60)
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
  const find = () => Promise.reject(new Error('not signed'))
  const { updates } = await start([PLAN], { find })
  await updates.look()
  expect(updates.state).toEqual({ kind: 'failed' })
  await updates.look()
  expect(updates.state).toEqual({ kind: 'failed' })
})

test('an address of the owner’s own is asked as it is', async () => {
  const { updates, done } = await start([{ ...PLAN, address: 'https://updates.example/desk/' }])
  await updates.look()
  expect(done[0]).toBe('find https://updates.example/desk/')
})
