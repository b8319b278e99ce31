import { realEnvironment, type Environment } from '../../../server/platform/clock.ts'

/** A hash that takes no time: what a real one takes is a third of a test in which two people sign in. */
const CHEAP_PASSWORDS = { memoryCost: 8, timeCost: 1, parallelism: 1 }

/** The environment of a hub in a test's process: passwords cost what they do in the suites that attack it (vitest.config.ts). */
export const environmentOfSuite: Environment = {
  ...realEnvironment,
  ...(process.env['TEST_CHEAP_PASSWORDS'] !== undefined && { passwordCost: CHEAP_PASSWORDS }),
}
