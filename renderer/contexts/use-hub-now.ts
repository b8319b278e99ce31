import { dayOf, knownTimeZone } from '../i18n/format.ts'
import { useNow } from '../ui/use-now.ts'
import { useConnection, useDesk } from './WebSocketContext.tsx'

const MINUTE_MS = 60_000

/** How much later it is at the hub than on this machine's clock, in milliseconds. */
export function useHubAhead(): number {
  return useConnection('hubAheadMs')
}

/** The present moment by the hub's clock, rounded down to whole steps: what people read must not go by a wrong PC. */
export function useHubNow(stepMs: number): number {
  return useNow(stepMs, useHubAhead())
}

/** The gym's business day, YYYY-MM-DD: the hub's word, or before the first one the day by its clock. */
export function useToday(): string {
  const gym = useDesk('gym')
  const stats = useDesk('stats')
  const now = useHubNow(MINUTE_MS)
  return stats?.businessDay ?? dayOf(now, knownTimeZone(gym?.timeZone))
}
