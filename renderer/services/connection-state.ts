/**
 * How live this desk is. connecting: on the way, for the first time or again within a moment; offline: the hub could
 * not be reached; stopped: the desk does not try again by itself.
 */
export type ConnectionPhase = 'signed_out' | 'connecting' | 'live' | 'offline' | 'stopped'

export interface ConnectionState {
  phase: ConnectionPhase
  /** Why it stopped: another socket of this desk took over, or the desk or its role is no longer allowed. */
  stoppedBecause: 'replaced' | 'forbidden' | null
  /** When the last frame came, milliseconds since 1970 by this machine's clock; null before the first. */
  lastNewsAt: number | null
  /** Of the last heartbeat. */
  roundTripMs: number | null
  /** When the next attempt to connect is made, or null. */
  nextAttemptAt: number | null
  /** Commands that the hub has not answered yet. */
  waiting: number
}

export const SIGNED_OUT: ConnectionState = {
  phase: 'signed_out',
  stoppedBecause: null,
  lastNewsAt: null,
  roundTripMs: null,
  nextAttemptAt: null,
  waiting: 0,
}
