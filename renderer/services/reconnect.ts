import { CLOSE } from '../../server/protocol/close-codes.ts'
import type { StoppedBecause } from './connection-state.ts'

/** First bound of the wait: a hub that restarts is back within a second. */
const FIRST_DELAY_MS = 250

/** Longest bound: a receptionist should not wait longer for a hub that is back. */
const LONGEST_DELAY_MS = 10_000

/** After the hub found us malformed: it is our fault, and trying at once will not mend it. */
const MALFORMED_DELAY_MS = 60_000

/**
 * How long to wait before attempt `attempt` (0 for the first after a loss): exponential backoff with full jitter, so
 * that a hundred desks do not come back in the same moment. `random` is from 0 to 1.
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  return Math.round(Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(attempt, 16)) * random)
}

/** What a close code asks of the desk. */
export type AfterClose =
  | { then: 'stop'; because: StoppedBecause }
  | { then: 'reconnect'; renewToken: boolean; waitMs: number | null }

export function afterClose(code: number, reason: string): AfterClose {
  switch (code) {
    case CLOSE.replaced:
      return { then: 'stop', because: 'replaced' }
    case CLOSE.forbidden:
      return { then: 'stop', because: reason === 'desk_removed' ? 'desk_removed' : 'forbidden' }
    case CLOSE.unauthorised:
      return { then: 'reconnect', renewToken: true, waitMs: null }
    case CLOSE.malformed:
      return { then: 'reconnect', renewToken: false, waitMs: MALFORMED_DELAY_MS }
    case CLOSE.flooding:
      return { then: 'reconnect', renewToken: false, waitMs: Number(reason) || LONGEST_DELAY_MS }
    default:
      return { then: 'reconnect', renewToken: false, waitMs: null }
  }
}
