import { suite } from './tests/support/suite.ts'

/** The suites that attack the hub: `npm run test:hostile`. */
export default suite('hostile', {
  include: ['tests/hostile/**/*.test.ts'],
  fileParallelism: false,
})
