import { useTranslation } from 'react-i18next'
import { formatMoment, knownTimeZone } from '../i18n/format.ts'
import { useToday } from './use-hub-now.ts'
import { useDesk } from './WebSocketContext.tsx'

/** Says when something was, by the gym's clock: the time today, the day before that. */
export function useMoment(): (at: number) => string {
  const { i18n } = useTranslation()
  const gym = useDesk('gym')
  const today = useToday()
  return (at) => formatMoment(new Date(at).toISOString(), today, knownTimeZone(gym?.timeZone), i18n.language)
}
