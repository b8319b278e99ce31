import { configDefaults, defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: 'tests/support/prepare.ts',
    include: ['{server,renderer,electron,tests,bench,scripts}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'tests/faults/**', 'tests/hostile/**', 'tests/long/**'],
    // Several suites start hubs and browsers; on two cores a waiting process is not a slow one.
    testTimeout: 30_000,
    // After a test a program has time to stop, or to be killed, and its folder to go.
    hookTimeout: 30_000,
    // A second, as it comes, is short for a page on a busy machine; where a condition comes true nothing waits longer.
    expect: { poll: { timeout: 10_000 } },
    reporters: process.env['CI']
      ? ['default', ['json', { outputFile: 'test-results/tests.json' }]]
      : ['default'],
  },
})
