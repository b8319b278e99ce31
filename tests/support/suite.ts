import type { TestProjectInlineConfiguration } from 'vitest/config'
import { FACTOR_VARIABLE, measureFactor } from './patience.ts'

// Once: whatever reads this file again, here or in a process that is started from here, is told.
process.env[FACTOR_VARIABLE] ??= String(measureFactor())
const factor = Number(process.env[FACTOR_VARIABLE])
process.stderr.write(factor > 1 ? `This machine is busy: every wait may take ${factor} times as long.\n` : '')

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
      expect: { poll: { timeout: 20_000 * factor } },
      // A failure is told whole: a report keeps its message, not the difference below it.
      chaiConfig: { truncateThreshold: 0 },
      ...own,
      env: { [FACTOR_VARIABLE]: String(factor), ...own?.env },
    },
  }
}
