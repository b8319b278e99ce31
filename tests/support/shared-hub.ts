import { afterAll, beforeAll } from 'vitest'
import type { Surroundings } from '../../server/core.ts'
import type { GivenOptions } from '../../server/settings.ts'
import { openHub, type TestHub } from './hub.ts'
import { ownFolder } from './temporary-folder.ts'

/** One hub for all tests of this file or `describe`, for those that do not disturb each other. There from the first test on. */
export function sharedHub(given: GivenOptions = {}, surroundings: Partial<Surroundings> = {}): () => TestHub {
  let hub: TestHub
  let remove: () => Promise<void>
  beforeAll(async () => {
    const own = ownFolder()
    remove = own.remove
    hub = await openHub(own.folder, given, surroundings)
  })
  afterAll(async () => {
    await hub.close()
    await remove()
  })
  return () => hub
}
