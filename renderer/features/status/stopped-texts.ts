import type { StoppedBecause } from '../../services/connection-state.ts'

/** Why a desk does not try to connect again, by the key of its text. */
export const STOPPED_TEXTS: Readonly<Record<StoppedBecause, string>> = {
  replaced: 'status.stoppedReplaced',
  desk_removed: 'status.stoppedRemoved',
  forbidden: 'status.stoppedForbidden',
}
