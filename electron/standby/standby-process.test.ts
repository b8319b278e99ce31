import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLog } from '../log.ts'
import { StandbyProcess } from './standby-process.ts'

const TEXT = 'ABCD-EFGH'

/** `hub standby` without a process: it does what the test says. */
class FakeChild extends EventEmitter {
  pid: number | undefined = process.pid
  readonly stdout = new PassThrough()
  readonly stderr = new PassThrough()
  readonly typed: unknown[] = []
  readonly given: readonly string[]
  constructor(given: readonly string[]) {
    super()
    this.given = given
  }
  postMessage(message: unknown): void {
    this.typed.push(message)
  }
  kill(): boolean {
    return true
  }
  die(code: number): void {
    this.stdout.end()
    this.stderr.end()
    this.emit('exit', code)
  }
}

function standbyProcess() {
  const children: FakeChild[] = []
  const pc = { address: 'https://127.0.0.1:1/', isRemoved: false }
  const logged: string[] = []
  const log = createLog({ showsAll: true, write: (line) => logged.push(line), show: () => undefined })
  const standby = new StandbyProcess({
    folder: '/copy',
    log,
    fork(given) {
      const child = new FakeChild(given)
      children.push(child)
      return child
    },
    findAddress: () => Promise.resolve(pc.address),
    isRemoved: () => pc.isRemoved,
  })
  vi.spyOn(process, 'kill').mockImplementation(() => {
    children.at(-1)?.die(0)
    return true
  })
  return { standby, children, pc, logged }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Lets streams deliver and promises settle, which no fake clock holds. */
const twoTurns = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))

test('it begins with the text that is typed, which is in no log and on no command line', async () => {
  const { standby, children, logged } = standbyProcess()
  const begun = standby.begin(TEXT)
  await twoTurns()
  children[0]?.stdout.write('This PC keeps a copy.\n')
  expect(await begun).toBe(true)
  expect(children[0]?.typed).toEqual([{ type: 'line', text: TEXT }])
  expect(JSON.stringify([children[0]?.given, logged])).not.toContain(TEXT)
})

test('where the hub refuses, nothing is tried again', async () => {
  const { standby, children } = standbyProcess()
  const begun = standby.begin(TEXT)
  await twoTurns()
  children[0]?.die(2)
  expect(await begun).toBe(false)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(children).toHaveLength(1)
})

test('one that ends comes back, where the hub is by then; one that a manager has removed does not', async () => {
  const { standby, children, pc } = standbyProcess()
  standby.start()
  await twoTurns()
  pc.address = 'https://127.0.0.1:2/'
  children[0]?.die(1)
  await twoTurns()
  await vi.advanceTimersByTimeAsync(250)
  expect(children.map(({ given }) => given.at(-1))).toEqual(['https://127.0.0.1:1/', pc.address])
  pc.isRemoved = true
  children[1]?.die(2)
  await twoTurns()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(children).toHaveLength(2)
})

test('it follows its hub to another address, and stays away once it was stopped', async () => {
  const { standby, children, pc } = standbyProcess()
  standby.start()
  await twoTurns()
  pc.address = 'https://127.0.0.1:2/'
  await standby.follow()
  await twoTurns()
  expect(children.map(({ given }) => given.at(-1))).toEqual(['https://127.0.0.1:1/', pc.address])
  await standby.stop()
  await standby.follow()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(children).toHaveLength(2)
})
