import { temporaryFolder } from '../temporary-folder.ts'
import { databaseFor } from '../postgres/databases.ts'
import { openHub, type OwnEnvironment, type TestHub } from './hub.ts'
import { atEnd } from '../for-whole-file.ts'
import type { GivenOptions } from '../../../server/settings/settings.ts'

/** Tokens of one hub are good at all of them. */
const ENV = { FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: 'a secret that all hubs of the chain have' }

/** Several hubs on one database, each with a folder of its own; closed when the test has finished. */
export async function openHubs(
  count: number,
  given: GivenOptions = {},
  environment: OwnEnvironment = {},
): Promise<TestHub[]> {
  const database = given.database ?? (await databaseFor(temporaryFolder()))
  const hubs: TestHub[] = []
  for (let opened = 0; opened < count; opened += 1) {
    const hub = await openHub(temporaryFolder(), { ...given, database }, environment, ENV)
    atEnd(hub.close)
    hubs.push(hub)
  }
  return hubs
}
