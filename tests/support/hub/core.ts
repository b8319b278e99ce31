import { onTestFinished } from 'vitest'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { openCore, type Core } from '../../../server/hub/core.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** A hub's core on a real file, without its listeners; closed when the test has finished. */
export async function openTestCore(environment = realEnvironment): Promise<Core> {
  const settings = readSettings({ data: temporaryFolder() }, { FRONTDESK_TIME_ZONE: 'UTC' })
  const core = await openCore(settings, environment)
  onTestFinished(() => core.close())
  return core
}
