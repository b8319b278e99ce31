import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** What all suites of tests agree on; each says besides which files it has and how many run at a time. */
export function suite(name: string, own: ViteUserConfig['test']): ViteUserConfig {
  return defineConfig({
    test: {
      // Several suites start hubs and browsers; on two cores a waiting process is not a slow one.
      testTimeout: 30_000,
      // After a test a program has time to stop, or to be killed, and its folder to go.
      hookTimeout: 30_000,
      // A second, as it comes, is short for a page on a busy machine; where a condition comes true nothing waits longer.
      expect: { poll: { timeout: 10_000 } },
      // A failure is told whole: a report keeps its message, not the difference below it.
      chaiConfig: { truncateThreshold: 0 },
      // Where a change is judged a test may be tried again; `scripts/ci-summary.mjs` says for which that counts, and tells.
      retry: process.env['CI'] ? 1 : 0,
      reporters: process.env['CI']
        ? ['default', ['json', { outputFile: `test-results/${name}.json` }]]
        : ['default'],
      ...own,
    },
  })
}
