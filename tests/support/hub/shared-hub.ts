import type { GivenOptions } from '../../../server/settings/settings.ts'
import { forWholeFile } from '../for-whole-file.ts'
import { startHub, type OwnEnvironment, type TestHub } from './hub.ts'

/** One hub for all tests of this file or `describe`, for those that do not disturb each other. There from the first test on. */
export function sharedHub(given: GivenOptions = {}, environment: OwnEnvironment = {}): () => TestHub {
  return forWholeFile(() => startHub(given, environment))
}
