/**
 * How live this desk is. connecting: on the way, for the first time or again within a moment; offline: the hub could
 * not be reached; stopped: the desk does not try again by itself.
 */
export type ConnectionPhase = 'signed_out' | 'connecting' | 'live' | 'offline' | 'stopped'

/** Another socket of this desk took over; a manager removed the desk; or it may not connect for another reason. */
export type StoppedBecause = 'replaced' | 'desk_removed' | 'forbidden'

export interface ConnectionState {
  phase: ConnectionPhase
  /** Why it stopped, of a desk that has. */
  stoppedBecause: StoppedBecause | null
  /** True from when the line broke until it is there again; not while the hub has only asked for another sign-in, or a person has. */
  isLost: boolean
  /** When the last frame came, milliseconds since 1970 by this machine's clock; null before the first. */
  lastNewsAt: number | null
  /** Whether all that the hub has told is known here: signed in, and nothing that was missed is still on its way. */
  isCurrent: boolean
  /** When it last was, milliseconds since 1970 by this machine's clock; null where nobody here has ever known who is inside. */
  currentAt: number | null
  /** How much later it is at the hub than on this machine's clock, milliseconds; 0 while nobody has said. */
  hubAheadMs: number
  /** When the next attempt to connect is made, or null. */
  nextAttemptAt: number | null
  /** Commands that the hub has not answered yet. */
  waiting: number
  /** The hub could not carry out what was asked: it is kept, and sent again until it can. */
  isHeld: boolean
}

export const SIGNED_OUT: ConnectionState = {
  phase: 'signed_out',
  stoppedBecause: null,
  isLost: false,
  lastNewsAt: null,
  isCurrent: false,
  currentAt: null,
  hubAheadMs: 0,
  nextAttemptAt: null,
  waiting: 0,
  isHeld: false,
}

/** True for a desk that the hub has turned away: nobody there may see anything of the gym any more. */
export function isTurnedAway({ stoppedBecause }: Pick<ConnectionState, 'stoppedBecause'>): boolean {
  return stoppedBecause === 'desk_removed' || stoppedBecause === 'forbidden'
}
