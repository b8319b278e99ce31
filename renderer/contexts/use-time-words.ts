import { useTranslation } from 'react-i18next'
import { useDesk } from './WebSocketContext.tsx'
import { dayOf, formatMoment, knownTimeZone } from '../i18n/format.ts'
import { useNow } from '../ui/use-now.ts'

const MINUTE_MS = 60_000

/** How a moment is said here: 18:42 today, else with its day. */
export function useTimeWords(): (at: string | number) => string {
  const { i18n } = useTranslation()
  const gym = useDesk('gym')
  const now = useNow(MINUTE_MS)
  const timeZone = knownTimeZone(gym?.timeZone)
  const today = dayOf(now, timeZone)
  return (at) => formatMoment(new Date(at).toISOString(), today, timeZone, i18n.language)
}
