import { defineConfig } from 'vitest/config'

/** The suites that attack the hub: `npm run test:hostile`. */
export default defineConfig({
  test: {
    include: ['tests/hostile/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 30_000,
    // After a test a program has time to stop, or to be killed, and its folder to go.
    hookTimeout: 30_000,
    // A second, as it comes, is short for a page on a busy machine; where a condition comes true nothing waits longer.
    expect: { poll: { timeout: 10_000 } },
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'test-results/hostile.json' }]]
      : ['default'],
  },
})
