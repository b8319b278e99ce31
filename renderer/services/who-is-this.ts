import type { DeskPosition } from './desk-position.ts'
import type { ShownAnswer } from './shown-result.ts'
import type { HubConnection } from './connection.ts'

/** What a scan of this code would be answered; nothing changes. Rejects where the hub is away. */
export async function askWhoThisIs(
  service: HubConnection,
  code: string,
  { mode, location }: DeskPosition,
): Promise<ShownAnswer> {
  const params = { code, mode, ...(location !== '' && { location }) }
  const answer = await service.call('scans.preview', params)
  return { ...answer, isPreview: true }
}
