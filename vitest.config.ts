import { configDefaults } from 'vitest/config'
import { suite } from './tests/support/suite.ts'

/** The tests of every change: `npm test`. */
export default suite('tests', {
  globalSetup: 'tests/support/prepare.ts',
  include: ['{server,renderer,electron,tests,bench,scripts}/**/*.test.{ts,tsx}'],
  exclude: [...configDefaults.exclude, 'tests/faults/**', 'tests/hostile/**', 'tests/long/**'],
})
