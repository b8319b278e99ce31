import type { ServerFrame } from '../../server/protocol/server-frames.ts'
import { HubRefusal } from './hub-refusal.ts'

export interface Refusal {
  error: HubRefusal
  /** How long to wait before the same may be asked again, where the hub said so. */
  retryAfterMs?: number
}

/** The hub's no in a frame, with how long to wait where it said so; null where the frame is none. */
export function refusalOf(frame: ServerFrame): Refusal | null {
  if (frame.type !== 'error' && frame.type !== 'check_in_error' && frame.type !== 'check_out_error')
    return null
  const { payload } = frame
  const sentence = 'error' in payload ? payload.error : payload.message
  const error = new HubRefusal(payload.code, sentence, payload)
  const wait = payload.details?.['retryAfterMs']
  return payload.code === 'rate_limited' && typeof wait === 'number'
    ? { error, retryAfterMs: wait }
    : { error }
}
