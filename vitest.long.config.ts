import { suite } from './tests/support/suite.ts'

/**
 * The suites in a browser that take minutes each: a thousand scans, a whole day, every screen in five languages, and what
 * front desks are complained about for: `npm run test:long`.
 */
export default suite('long', {
  globalSetup: 'tests/support/prepare.ts',
  include: ['tests/long/**/*.test.ts'],
  // Two browsers at work are what two cores can do.
  maxWorkers: 2,
})
