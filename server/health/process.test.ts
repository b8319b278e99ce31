import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Problems } from './problems.ts'
import { startWatch } from './process.ts'

const SECOND = 1_000
const GIGABYTE = 1024 ** 3

/** A watch whose time goes on when the test says so. */
function newWatch() {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-watch-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const problems = new Problems()
  const machine = { wall: Date.UTC(2026, 10, 23), steady: 0, free: 100 * GIGABYTE }
  let look = (): void => undefined
  const watch = startWatch({
    problems,
    clock: { suspectByMs: () => null },
    folder,
    database: join(folder, 'data'),
    freeBytes: () => Promise.resolve(machine.free),
    now: () => machine.wall,
    steadyNow: () => machine.steady,
    every: (_ms, callback) => {
      look = callback
      return () => undefined
    },
  })
  const pass = (ms: number, wallMs = ms): void => {
    machine.steady += ms
    machine.wall += wallMs
    look()
  }
  const passMany = (seconds: number): void => {
    for (let second = 0; second < seconds; second += 1) pass(SECOND)
  }
  return {
    problems,
    machine,
    watch,
    pass,
    passMany,
    folder,
    codes: () => problems.list().map(({ code }) => code),
  }
}

it('a hub that works is not in trouble, also where the clock is slowly put right', () => {
  const { pass, codes } = newWatch()
  for (let hour = 0; hour < 3_600; hour += 1) pass(SECOND, SECOND + 2)
  expect(codes()).toEqual([])
})

it('an event loop that stood still for more than a second is warned of for ten, and the hub is ready', () => {
  const { pass, passMany, problems, codes } = newWatch()
  const warnings = () => problems.listWarnings().map(({ code }) => code)
  pass(2.5 * SECOND)
  expect([codes(), warnings()]).toEqual([[], ['event_loop_stuck']])
  passMany(10)
  expect(warnings()).toEqual(['event_loop_stuck'])
  passMany(1)
  expect(warnings()).toEqual([])
})

it.each([
  [-3_600 * SECOND, '3600 s back'],
  [3_600 * SECOND, '3600 s forward'],
])('a clock that jumps by %d ms is a trouble for five minutes', (jumpMs, words) => {
  const { pass, passMany, problems, codes } = newWatch()
  pass(SECOND, SECOND + jumpMs)
  expect(problems.list()).toMatchObject([{ code: 'clock_suspect', sentence: expect.stringContaining(words) }])
  passMany(300)
  expect(codes()).toEqual(['clock_suspect'])
  passMany(1)
  expect(codes()).toEqual([])
})

it('a log over 256 MB is a trouble while it is', async () => {
  const { folder, pass, codes, watch } = newWatch()
  const wal = openSync(join(folder, 'data-wal'), 'w')
  onTestFinished(() => closeSync(wal))
  ftruncateSync(wal, 257 * 1024 ** 2)
  await expect.poll(() => (pass(SECOND), codes())).toEqual(['wal_too_large'])
  expect(watch.disk().wal).toBe(257 * 1024 ** 2)
  ftruncateSync(wal, 0)
  await expect.poll(() => (pass(SECOND), codes())).toEqual([])
})

it('a disk with less than 2 GB left is a warning: the hub goes on', async () => {
  const { machine, pass, problems, codes } = newWatch()
  machine.free = 1.5 * GIGABYTE
  await expect
    .poll(() => (pass(SECOND), problems.listWarnings()))
    .toMatchObject([{ code: 'disk_low', sentence: expect.stringContaining('1.5 GB') }])
  expect(codes()).toEqual([])
  machine.free = 3 * GIGABYTE
  await expect.poll(() => (pass(SECOND), problems.listWarnings())).toEqual([])
})
