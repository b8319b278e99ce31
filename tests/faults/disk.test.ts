import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { compileFaultyDisk, ERRNO, faultyDisk } from './support/faulty-disk.ts'
import { newGym } from './support/gym.ts'
import { startFaultyHub, type FaultyHub } from './support/hub-process.ts'
import { newLedger, openDesks } from './support/ledger.ts'
import { randomFrom, seededRandom } from '../support/random.ts'
import { findFaults } from './support/verdict.ts'
import { until } from './support/until.ts'

/** Calls that are made to fail, one in each life of the hub, spread over the first so many. */
const FAILING_CALLS = Number(process.env['FAULTS_FAILING_CALLS'] ?? 20)
const OF_THE_FIRST = 200

/** A start, some load and a look take a second or two; a busy machine takes longer. */
const LIFE_PATIENCE_MS = 20_000

/** Leaves a little room of the 64 MB, which check-ins with long notes fill within seconds. */
const FILLER_BYTES = 58 * 1024 * 1024

const library = compileFaultyDisk()

describe('a disk that fails', () => {
  it.skipIf(!library).each([
    ['write', 'EIO'],
    ['write', 'ENOSPC'],
    ['sync', 'EIO'],
  ] as const)(
    'at one %s with %s, wherever, corrupts nothing and acknowledges nothing that is not there',
    { timeout: FAILING_CALLS * LIFE_PATIENCE_MS },
    async (call, error) => {
      const random = seededRandom(`failing ${call}, ${error}`)
      let failed = 0
      for (let index = 0; index < FAILING_CALLS; index += 1) {
        const at = 1 + Math.floor((index * OF_THE_FIRST) / FAILING_CALLS)
        failed += await failOnce(call, at, ERRNO[error], random.below(2 ** 31))
      }
      // Syncs are fewer than writes: the last ones may not be reached within a life.
      expect(failed).toBeGreaterThan(FAILING_CALLS / 2)
    },
  )

  /** One life in which the n-th call fails; the hub recovers by itself. Returns 1 where the call was reached. */
  async function failOnce(call: 'write' | 'sync', at: number, error: number, seed: number): Promise<number> {
    const gym = await newGym()
    const disk = faultyDisk(library!, gym.folder)
    const ledger = newLedger()
    const hub = await startFaultyHub({ folder: gym.folder, environment: disk.environment })
    const load = openDesks(2, {
      ...gym,
      ws: hub.ws,
      ledger,
      random: randomFrom(seed),
      onAnswer: () => undefined,
    })
    const reached = (): boolean => disk.counted()[call === 'write' ? 'writes' : 'syncs'] >= at
    disk.arm({ [call]: at, error })
    await until(() => reached() || ledger.acknowledged() > OF_THE_FIRST * 10, 'the failing call')
    load.close()
    const hasFailed = reached()
    disk.disarm()
    await serves(hub, gym, ledger)
    await hub.kill()
    expect(await findFaults(gym.folder, ledger)).toEqual([])
    expect(hub.said()).not.toContain('internal error')
    disk.remove()
    gym.remove()
    return hasFailed ? 1 : 0
  }

  /** The hub takes commands again, those too that it refused. */
  async function serves(hub: FaultyHub, gym: Awaited<ReturnType<typeof newGym>>, ledger = newLedger()) {
    const before = ledger.acknowledged()
    await until(async () => (await fetch(new URL('readyz', hub.http))).status === 200, 'a ready hub')
    const load = openDesks(1, {
      ...gym,
      ws: hub.ws,
      ledger,
      random: randomFrom(1),
      onAnswer: () => undefined,
    })
    await until(() => ledger.acknowledged() > before + 5, 'answers')
    load.close()
  }

  const canMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0

  it.skipIf(!canMount)(
    'by filling up: says so to every desk, loses nothing, and goes on by itself when there is room',
    { timeout: 120_000 },
    async () => {
      const gym = await newGym()
      const mountPoint = mkdtempSync(join(tmpdir(), 'frontdesk-small-'))
      onTestFinished(() => rmSync(mountPoint, { recursive: true, force: true }))
      const folder = join(mountPoint, 'data')
      const script = `mount -t tmpfs -o size=64m tmpfs "$0" && cp -r "$1" "$0/data" && shift && exec "$@"`
      const hub = await startFaultyHub({
        folder,
        wrapper: ['unshare', '-rm', 'sh', '-c', script, mountPoint, gym.folder],
      })
      // The small file system is the hub's alone; from here it is seen through its process.
      const inside = join(`/proc/${hub.pid}/root`, mountPoint)
      const filler = join(inside, 'filler')
      writeFileSync(filler, Buffer.alloc(FILLER_BYTES))

      const ledger = newLedger()
      const statuses: string[] = []
      let refused = 0
      const load = openDesks(3, {
        ...gym,
        ws: hub.ws,
        ledger,
        random: seededRandom('a full disk'),
        notes: 'x'.repeat(1_900),
        onAnswer(frame) {
          // Before it is full, a disk is only warned of.
          const isNews = frame.payload?.state === 'trouble' || statuses.length > 0
          if (frame.type === 'hub_status' && isNews)
            statuses.push(`${frame.payload.state} ${frame.payload.reason ?? ''}`)
          if (frame.payload?.code === 'storage_unavailable') refused += 1
        },
      })
      await until(() => refused > 0 && statuses.length >= 3, 'a full disk')
      expect(statuses.slice(0, 3)).toEqual(Array(3).fill('trouble disk_full'))
      expect((await fetch(new URL('readyz', hub.http))).status).toBe(503)
      rmSync(filler)
      await until(() => statuses.includes('ok '), 'room')
      load.close()
      await serves(hub, gym, ledger)
      expect(await findFaults(join(inside, 'data'), ledger)).toEqual([])
      await hub.kill()
      gym.remove()
    },
  )
})
