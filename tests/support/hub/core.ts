import { onTestFinished } from 'vitest'
import { openCore, type Core } from '../../../server/hub/core.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { databaseFor, storesOnServer } from '../postgres/databases.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { environmentOfSuite } from './environment-of-suite.ts'
import { beginDatabase } from './new-database.ts'

export type StoreName = 'sqlite' | 'postgres'

/** A hub's core on a real store, without its listeners; closed when the test has finished. On the store of the tests, where none is named. */
export async function openTestCore(
  environment = environmentOfSuite,
  store: StoreName = storesOnServer() ? 'postgres' : 'sqlite',
): Promise<Core> {
  const folder = temporaryFolder()
  const onServer = store === 'postgres' ? { database: await databaseFor(folder) } : {}
  if (store === 'sqlite') await beginDatabase(folder)
  const settings = readSettings({ ...onServer, data: folder }, { FRONTDESK_TIME_ZONE: 'UTC' })
  const core = await openCore(settings, environment)
  onTestFinished(() => core.close())
  return core
}
