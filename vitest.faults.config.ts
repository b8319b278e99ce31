import { suite } from './tests/support/suite.ts'

/** The suites that kill the hub, cut its power and fill its disk: `npm run test:faults`. */
export default suite('faults', {
  include: ['tests/faults/**/*.test.ts'],
  // Each has a folder and a disk of its own; two at a time are what two cores can do.
  maxWorkers: 2,
})
