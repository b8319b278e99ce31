import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HubProcess } from './hub-process.ts'
import { HUB_START_TIMEOUT_MS, HUB_STOP_TIMEOUT_MS } from './limits.ts'
import { HubReplaced } from './replaced-hub.ts'
import { SettingError } from './settings/setting-error.ts'

const READY = {
  event: 'ready',
  http: 'http://127.0.0.1:4711/',
  ws: 'ws://127.0.0.1:4711/ws/checkins/',
  pid: 99,
}
const silent = {
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  hubLine: () => undefined,
}

/** A hub's process without a process: it does what the test says, and dies of signals unless it is stubborn. */
class FakeChild extends EventEmitter {
  pid: number | undefined
  readonly stdout = new PassThrough()
  readonly stderr = new PassThrough()
  readonly signals: string[] = []
  isStubborn = false
  readonly port: string | null
  constructor(pid: number, port: string | null) {
    super()
    this.pid = pid
    this.port = port
  }
  postMessage(): void {
    this.signalled('SIGTERM')
  }
  kill(): boolean {
    return true
  }
  getReady(): void {
    this.stdout.write(`${JSON.stringify(READY)}\n`)
  }
  die(code: number): void {
    this.stdout.end()
    this.stderr.end()
    this.pid = undefined
    this.emit('exit', code)
  }
  signalled(name: string): void {
    this.signals.push(name)
    if (name === 'SIGKILL' || !this.isStubborn) this.die(name === 'SIGKILL' ? 9 : 0)
  }
}

function hubProcess() {
  const children: FakeChild[] = []
  const folder = { isReplaced: false }
  const onReplaced = vi.fn()
  const hub = new HubProcess({
    fork(port) {
      const child = new FakeChild(children.length + 1, port)
      children.push(child)
      return child
    },
    startTimeoutMs: HUB_START_TIMEOUT_MS,
    log: silent,
    isReplaced: () => folder.isReplaced,
    onReplaced,
  })
  vi.spyOn(process, 'kill').mockImplementation((pid, name) => {
    children[pid - 1]?.signalled(String(name))
    return true
  })
  return { hub, children, folder, onReplaced }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Lets streams deliver and promises settle, which no fake clock holds. */
const twoTurns = () => new Promise<void>((resolve) => setImmediate(() => setImmediate(resolve)))

test('it is started when its ready line is there', async () => {
  const { hub, children } = hubProcess()
  const started = hub.start()
  children[0]?.stdout.write('something else\n')
  children[0]?.getReady()
  expect(await started).toEqual({ http: READY.http, ws: READY.ws, pid: READY.pid })
})

test('a hub that ends comes back, on the port where it was', async () => {
  const { hub, children } = hubProcess()
  const started = hub.start()
  children[0]?.getReady()
  await started
  children[0]?.die(9)
  await twoTurns()
  await vi.advanceTimersByTimeAsync(250)
  expect(children.map((child) => child.port)).toEqual([null, '4711'])
})

test('a hub that refuses its settings is not tried again; its own sentence is the reason', async () => {
  const { hub, children } = hubProcess()
  const started = hub.start()
  children[0]?.stderr.write('{"level":"info"}\nAnother hub has the data folder.\n')
  await twoTurns()
  children[0]?.die(2)
  await expect(started).rejects.toThrow(new SettingError('Another hub has the data folder.'))
  await vi.advanceTimersByTimeAsync(120_000)
  expect(children).toHaveLength(1)
})

test('a hub that another one has replaced is not started again, and whoever shows it is told', async () => {
  const { hub, children, folder, onReplaced } = hubProcess()
  const started = hub.start()
  children[0]?.getReady()
  await started
  folder.isReplaced = true
  children[0]?.die(2)
  await twoTurns()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(children).toHaveLength(1)
  expect(onReplaced).toHaveBeenCalledOnce()
  expect(hub.isReplaced).toBe(true)
})

test('a hub that was replaced before its start is no setting that is wrong', async () => {
  const { hub, children, folder, onReplaced } = hubProcess()
  folder.isReplaced = true
  const started = hub.start()
  children[0]?.die(2)
  await expect(started).rejects.toThrow(HubReplaced)
  expect(onReplaced).not.toHaveBeenCalled()
})

test('a hub that never gets ready is given up after three tries', async () => {
  const { hub, children } = hubProcess()
  const started = hub.start()
  const outcome = expect(started).rejects.toThrow('cannot be started (exit code 1)')
  for (const delayMs of [250, 500, 0]) {
    children.at(-1)?.die(1)
    await twoTurns()
    await vi.advanceTimersByTimeAsync(delayMs)
  }
  await outcome
  expect(children).toHaveLength(3)
})

test('a hub that does not get ready in time is killed and started again', async () => {
  const { hub, children } = hubProcess()
  void hub.start()
  await vi.advanceTimersByTimeAsync(HUB_START_TIMEOUT_MS)
  expect(children[0]?.signals).toEqual(['SIGKILL'])
  await twoTurns()
  await vi.advanceTimersByTimeAsync(250)
  expect(children).toHaveLength(2)
})

test('stopping asks, and kills a hub that does not listen; it stays away', async () => {
  const { hub, children } = hubProcess()
  const started = hub.start()
  for (const child of children) child.isStubborn = true
  children[0]?.getReady()
  await started
  const stopped = hub.stop()
  await vi.advanceTimersByTimeAsync(HUB_STOP_TIMEOUT_MS)
  await stopped
  expect(children[0]?.signals).toEqual(['SIGTERM', 'SIGKILL'])
  await vi.advanceTimersByTimeAsync(120_000)
  expect(children).toHaveLength(1)
})

test('stopping while it waits for the next try ends the trying', async () => {
  const { hub, children } = hubProcess()
  const started = hub.start()
  children[0]?.getReady()
  await started
  children[0]?.die(9)
  await twoTurns()
  await hub.stop()
  await vi.advanceTimersByTimeAsync(120_000)
  expect(children).toHaveLength(1)
})
