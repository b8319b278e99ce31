import { defineConfig } from 'vitest/config'

/** The suites that kill the hub, cut its power and fill its disk: `npm run test:faults`. */
export default defineConfig({
  test: {
    include: ['tests/faults/**/*.test.ts'],
    // Each has a folder and a disk of its own; two at a time are what two cores can do.
    maxWorkers: 2,
    // Each test starts a hub many times; those that take longer say so.
    testTimeout: 30_000,
    // After a test a program has time to stop, or to be killed, and its folder to go.
    hookTimeout: 30_000,
    // A second, as it comes, is short for a page on a busy machine; where a condition comes true nothing waits longer.
    expect: { poll: { timeout: 10_000 } },
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'test-results/faults.json' }]]
      : ['default'],
  },
})
