import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { FACTOR_VARIABLE } from '../support/patience.ts'
import { EVERYDAY_SEED, SEED_VARIABLE } from '../support/random.ts'

/** The tests that are no fault's pass in milliseconds: one that hangs has been noticed. */
const SHORT_WAITS = '0.4'

/** Without a browser nothing that is built is looked at, so nothing is built. */
export default defineConfig({
  root: fileURLToPath(new URL('../..', import.meta.url)),
  test: {
    setupFiles: ['tests/support/seed-properties.ts'],
    include: ['{server,renderer,electron,tests,bench,scripts}/**/*.test.{ts,tsx}'],
    testTimeout: 15_000,
    // What catches a fault must not do so by chance, so the random tests try the same each time.
    env: { [FACTOR_VARIABLE]: SHORT_WAITS, [SEED_VARIABLE]: EVERYDAY_SEED, TEST_CHEAP_PASSWORDS: '1' },
    expect: { poll: { timeout: 10_000 } },
    isolate: false,
    maxWorkers: 1,
    bail: 1,
  },
})
