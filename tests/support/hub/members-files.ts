import type { Imported } from '../../../server/commands/members/import-members.ts'
import { memberFiles } from '../../../server/hub/member-files.ts'
import { realEnvironment, type Environment } from '../../../server/platform/clock.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { openTestCore } from './core.ts'
import type { TestHub } from './hub.ts'

/** The members files of a hub without its listeners, and the core below it. */
export async function openTestFiles(environment: Environment = realEnvironment) {
  const core = await openTestCore(environment)
  const settings = readSettings({ data: temporaryFolder() }, { FRONTDESK_TIME_ZONE: 'UTC' })
  return { ...memberFiles(core, settings, environment), core }
}

type Asked = Pick<TestHub, 'fetch'>

/** Sends a members file to a hub, and resolves with what it did or the sentence with which it refused. */
export async function takeFile(
  hub: Asked,
  body: string | Buffer<ArrayBuffer>,
  query = '',
): Promise<Partial<Imported> & { refused?: string }> {
  const headers = { 'content-type': 'text/csv' }
  const response = await hub.fetch(`api/v1/members/import${query}`, { method: 'POST', body, headers })
  if (response.ok) return (await response.json()) as Imported
  return { refused: ((await response.json()) as { error: { message: string } }).error.message }
}

export async function exportedCsv(hub: Asked): Promise<string> {
  return (await hub.fetch('api/v1/members/export')).text()
}

export async function exportedMembers(hub: Asked): Promise<Record<string, unknown>[]> {
  return (await (await hub.fetch('api/v1/members/export?format=json')).json()) as Record<string, unknown>[]
}
