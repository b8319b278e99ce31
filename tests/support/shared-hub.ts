import type { Surroundings } from '../../server/core.ts'
import type { GivenOptions } from '../../server/settings.ts'
import { forWholeFile } from './for-whole-file.ts'
import { startHub, type TestHub } from './hub.ts'

/** One hub for all tests of this file or `describe`, for those that do not disturb each other. There from the first test on. */
export function sharedHub(given: GivenOptions = {}, surroundings: Partial<Surroundings> = {}): () => TestHub {
  return forWholeFile(() => startHub(given, surroundings))
}
