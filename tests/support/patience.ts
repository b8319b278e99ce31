import { spawnSync } from 'node:child_process'
import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Carries the factor from the process that measures it to those that run the tests. */
export const FACTOR_VARIABLE = 'FRONTDESK_TEST_FACTOR'

/** No machine that tests are worth running on is slower than this; a hang is still found within minutes. */
const MAXIMUM_FACTOR = 8

/** What `slownessNow` does takes this long on a quiet PC with two cores and a solid-state disk. */
const QUIET_MS = { processor: 800, disk: 25 }

/** How many times slower than a quiet PC this machine is, 1 to 8; 1 where nobody has measured it. */
const FACTOR = Number(process.env[FACTOR_VARIABLE] ?? 1)

/**
 * How long to wait for a condition before it counts as one that never comes: `ms` on a quiet PC, longer on a busy one.
 * Nothing waits longer for it where the condition comes true, so be generous.
 */
export function patience(ms: number): number {
  return ms * FACTOR
}

/** Measures once how busy this machine is: processes that compute, and writes that reach the disk. Takes about 0.7 s on a quiet one. */
export function measureFactor(): number {
  const factor = Math.max(processorMs() / QUIET_MS.processor, diskMs() / QUIET_MS.disk)
  return Math.round(Math.min(MAXIMUM_FACTOR, Math.max(1, factor)) * 10) / 10
}

const PROCESSES = 3
const COMPUTE = 'for (let i = 0, x = 1; i < 3e7; i += 1) x = (x * 1664525 + 1013904223) | 0'

function processorMs(): number {
  return spanOf(() => {
    for (let count = 0; count < PROCESSES; count += 1) spawnSync(process.execPath, ['-e', COMPUTE])
  })
}

const WRITES = 20
const PAGE = Buffer.alloc(4096)

function diskMs(): number {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'))
  const file = openSync(join(folder, 'pages'), 'w')
  const ms = spanOf(() => {
    for (let count = 0; count < WRITES; count += 1) {
      writeSync(file, PAGE)
      fsyncSync(file)
    }
  })
  closeSync(file)
  rmSync(folder, { recursive: true })
  return ms
}

function spanOf(work: () => void): number {
  const startedAt = performance.now()
  work()
  return performance.now() - startedAt
}
