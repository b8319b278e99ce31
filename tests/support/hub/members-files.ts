import type { Imported } from '../../../server/commands/members/import-members.ts'
import type { TestHub } from './hub.ts'

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
