import { defineConfig } from 'vitest/config'

/**
 * The suites in a browser that take minutes each: a thousand scans, a whole day, every screen in five languages, and what
 * front desks are complained about for: `npm run test:long`.
 */
export default defineConfig({
  test: {
    globalSetup: 'tests/support/prepare.ts',
    include: ['tests/long/**/*.test.ts'],
    // Two browsers at work are what two cores can do.
    maxWorkers: 2,
    testTimeout: 30_000,
    // After a test a program has time to stop, or to be killed, and its folder to go.
    hookTimeout: 30_000,
    // A second, as it comes, is short for a page on a busy machine; where a condition comes true nothing waits longer.
    expect: { poll: { timeout: 10_000 } },
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'test-results/long.json' }]]
      : ['default'],
  },
})
