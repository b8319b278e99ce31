import type { ScanResultPayload } from '../../server/protocol/server-frames.ts'
import type { DeskPost } from './desk-post.ts'
import type { ShownAnswer } from './shown-result.ts'
import type { WebSocketService } from './websocket.ts'

/** What a scan of this code would be answered; nothing changes. Rejects where the hub is away. */
export async function askWhoThisIs(
  service: WebSocketService,
  code: string,
  { mode, location }: DeskPost,
): Promise<ShownAnswer> {
  const params = { code, mode, ...(location !== '' && { location }) }
  const answer = await service.request<ScanResultPayload>('scans.preview', params)
  return { ...answer, isPreview: true }
}
