import type { TestProjectInlineConfiguration } from 'vitest/config'
import { FACTOR_VARIABLE, measureFactor } from './patience.ts'
import { SEED_VARIABLE, seedOfRun } from './random.ts'

// Once: whatever reads this file again, here or in a process that is started from here, is told.
process.env[FACTOR_VARIABLE] ??= String(measureFactor())
const factor = Number(process.env[FACTOR_VARIABLE])
const seed = seedOfRun()
process.stderr.write(factor > 1 ? `This machine is busy: every wait may take ${factor} times as long.\n` : '')

/** How soon a test looks again for what has not come about yet. The runner's own is 50 ms, half of which each wait is too long. */
const LOOK_AGAIN_MS = 20

/**
 * One project of tests. What all agree on: no test has a time-out of its own. These bound waits for conditions, nothing else: how
 * long a test that hangs takes to be told.
 */
export function suite(
  name: string,
  testTimeout: number,
  own: TestProjectInlineConfiguration['test'],
): TestProjectInlineConfiguration {
  return {
    test: {
      name,
      testTimeout: testTimeout * factor,
      // After a test a program has time to stop, or to be killed, and its folder to go.
      hookTimeout: 60_000 * factor,
      expect: { poll: { timeout: 20_000 * factor, interval: LOOK_AGAIN_MS } },
      // A failure is told whole: a report keeps its message, not the difference below it.
      chaiConfig: { truncateThreshold: 0 },
      ...own,
      setupFiles: ['tests/support/seed-properties.ts', ...[own?.setupFiles ?? []].flat()],
      env: { [FACTOR_VARIABLE]: String(factor), [SEED_VARIABLE]: seed, ...own?.env },
    },
  }
}
